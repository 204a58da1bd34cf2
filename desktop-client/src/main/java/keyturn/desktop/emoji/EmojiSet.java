package keyturn.desktop.emoji;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All emoji with their pictures, in memory from the first use on ({@code emoji/README.md}). */
public final class EmojiSet {
  /** A picture's place among all pictures. */
  private record Place(int offset, int length) {}

  /** Emoji by the code points they are made of. */
  private static final class Node {
    private final Map<Integer, Node> next = new HashMap<>();
    private @Nullable Emoji here;
  }

  /** Found in a text. */
  public record Found(Emoji emoji, int end) {}

  private static final int TEXT_STYLE = 0xFE0E;
  private static final int PICTURE_STYLE = 0xFE0F;

  /** Below are signs like © that are pictures only where the text asks for it. */
  private static final int FIRST_PICTURE = 0x2300;

  private static final int FIRST_TONE = 0x1F3FB;
  private static final int LAST_TONE = 0x1F3FF;

  private final byte[] pictures;
  private final Map<Emoji, Place> places = new LinkedHashMap<>();
  private final Map<String, Emoji> byShortcode = new HashMap<>();
  private final Node root = new Node();

  private EmojiSet(byte[] pictures, String table) {
    this.pictures = pictures;
    table.lines().forEach(this::add);
  }

  /** Reading it takes a moment, once. */
  private static final class Standard {
    private static final EmojiSet SET =
        new EmojiSet(
            resource("emoji.pictures"), new String(resource("emoji.tsv"), StandardCharsets.UTF_8));
  }

  /** The set of this program; the first call should not be on the UI thread. */
  public static EmojiSet standard() {
    return Standard.SET;
  }

  private static byte[] resource(String name) {
    try (InputStream in = EmojiSet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] fields = line.split("\t", -1);
    int[] points =
        Arrays.stream(fields[0].split("-", -1)).mapToInt(p -> Integer.parseInt(p, 16)).toArray();
    String text = new String(points, 0, points.length);
    if (points.length == 1 && points[0] <= Character.MAX_VALUE) {
      text += Character.toString(PICTURE_STYLE);
    }
    Emoji emoji =
        new Emoji(
            text,
            fields[3],
            fields[4],
            fields[5],
            words(fields[6]),
            words(fields[7]),
            Arrays.stream(points).anyMatch(p -> p >= FIRST_TONE && p <= LAST_TONE));
    places.put(emoji, new Place(Integer.parseInt(fields[1], 10), Integer.parseInt(fields[2], 10)));
    emoji.shortcodes().forEach(code -> byShortcode.putIfAbsent(code, emoji));
    Node at = root;
    for (int point : points) {
      at = at.next.computeIfAbsent(point, p -> new Node());
    }
    at.here = emoji;
  }

  private static List<String> words(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(" ", -1));
  }

  /** In the order of Unicode, group by group, each in one tone only. */
  public List<Emoji> all() {
    List<Emoji> all = new ArrayList<>();
    for (Emoji emoji : places.keySet()) {
      if (!emoji.tone()) {
        all.add(emoji);
      }
    }
    return all;
  }

  public Optional<Emoji> byShortcode(String code) {
    return Optional.ofNullable(byShortcode.get(code));
  }

  /** The PNG of an emoji. */
  byte[] picture(Emoji emoji) {
    Place place = places.get(emoji);
    if (place == null) {
      throw new IllegalArgumentException("not of this set: " + emoji.name());
    }
    return Arrays.copyOfRange(pictures, place.offset(), place.offset() + place.length());
  }

  /** The longest emoji that begins at {@code start}; linear in the length of that emoji. */
  public Optional<Found> at(String text, int start) {
    Node node = root;
    Optional<Found> found = Optional.empty();
    int at = start;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int after = at + Character.charCount(point);
      Node next = node.next.get(point);
      if (next == null) {
        break;
      }
      boolean asked = after < text.length() && text.charAt(after) == PICTURE_STYLE;
      boolean refused = after < text.length() && text.charAt(after) == TEXT_STYLE;
      at = asked ? after + 1 : after;
      if (next.here != null && !refused && (asked || node != root || point >= FIRST_PICTURE)) {
        found = Optional.of(new Found(next.here, at));
      }
      node = next;
    }
    return found;
  }
}
