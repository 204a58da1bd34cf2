package keyturn.server.account;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal what looks equal in common fonts: the part of UTS 39's confusables that is left after
 * {@link NameRules}. Within Latin these are digits and a few pairs; a name wholly in Cyrillic,
 * Greek or Armenian letters may also look like a Latin one (сосо, ΒΟΒ).
 */
final class Lookalikes {
  private static final Map<Integer, String> PROTOTYPES = prototypes();

  private Lookalikes() {}

  /** {@code text} with a prototype for each look-alike; case is kept, so fold it afterwards. */
  static String in(String text) {
    StringBuilder skeleton = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              String prototype = PROTOTYPES.get(character);
              if (prototype == null) {
                skeleton.appendCodePoint(character);
              } else {
                skeleton.append(prototype);
              }
            });
    return skeleton.toString().replace("rn", "m").replace("vv", "w");
  }

  private static Map<Integer, String> prototypes() {
    Map<Integer, String> map = new HashMap<>();
    // A capital I, a one and a small L are one stroke; capital letters of other scripts follow
    // their shape, not their sound.
    put(map, "0OΟοОоՕօ", "oooooooo");
    put(map, "1IΙІӀıіƖ", "llllliil");
    put(map, "ΑαАа", "aaaa");
    put(map, "ΒВвЬьƄƅ", "bbbbbbb");
    put(map, "СсϹϲ", "cccc");
    put(map, "ԀԁƊɗ", "dddd");
    put(map, "ΕЕеҽ", "eeee");
    put(map, "Ϝϝ", "ff");
    put(map, "ԌԍƓ", "ggg");
    put(map, "ΗНһҺհ", "hhhhh");
    put(map, "ιЈјϳͿ", "ijjjj");
    put(map, "ΚκКк", "kkkk");
    put(map, "ΜМм", "mmm");
    put(map, "ΝηпՌռո", "nnnnnn");
    put(map, "ΡρРр", "pppp");
    put(map, "ԚԛԳգ", "qqqq");
    put(map, "гѓ", "rr");
    put(map, "ЅѕՏ", "sss");
    put(map, "ΤτТт", "tttt");
    put(map, "υՍսцμ", "uuuuu");
    put(map, "νѴѵ", "vvv");
    put(map, "ωԜԝѡѠա", "wwwwww");
    put(map, "ΧχХх", "xxxx");
    put(map, "ΥγУуҮү", "yyyyyy");
    put(map, "Ζ", "z");
    put(map, "ЗзӠӡ", "3333");
    put(map, "бƃƂ", "666");
    return Map.copyOf(map);
  }

  private static void put(Map<Integer, String> map, String characters, String prototypes) {
    int[] from = characters.codePoints().toArray();
    if (from.length != prototypes.length()) {
      throw new IllegalStateException(characters + " and " + prototypes + " differ in length");
    }
    for (int i = 0; i < from.length; i++) {
      map.put(from[i], prototypes.substring(i, i + 1));
    }
  }
}
