package keyturn.desktop.people;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.desktop.common.Texts;

/**
 * Names in the letters of another script that look like Latin ones. A server takes names of one
 * script only, so such a name poses as another as a whole, and is marked as a whole.
 */
final class LookAlikes {
  private static final String CYRILLIC = "аеорсухіјѕһԁԛԝкмтвнґзАВЕКМНОРСТУХІЈЅԌԚԜЗ";
  private static final String GREEK = "αβγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  private static final Map<Character.UnicodeScript, Set<Integer>> LETTERS =
      Map.of(
          Character.UnicodeScript.CYRILLIC,
          CYRILLIC.codePoints().boxed().collect(Collectors.toSet()),
          Character.UnicodeScript.GREEK,
          GREEK.codePoints().boxed().collect(Collectors.toSet()));

  private LookAlikes() {}

  /** The name, with its script behind it if it could be read as Latin. */
  static String marked(String name) {
    for (Map.Entry<Character.UnicodeScript, Set<Integer>> script : LETTERS.entrySet()) {
      boolean any = name.codePoints().anyMatch(c -> script.getValue().contains(c));
      boolean all =
          name.codePoints().allMatch(c -> !Character.isLetter(c) || script.getValue().contains(c));
      if (any && all) {
        return name + " (" + Texts.of("script." + script.getKey().name()) + ")";
      }
    }
    return name;
  }
}
