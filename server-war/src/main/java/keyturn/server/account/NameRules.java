package keyturn.server.account;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which characters a name may have: an allow-list of scripts, one to a name as "single script" of
 * UTS 39 §5.1 has it (Japanese, Korean and Chinese names may use their several scripts).
 */
final class NameRules {
  private static final String PUNCTUATION = "._-@+";

  /** Scripts in everyday use (UAX 31 table 5) whose letters the JDK's Unicode version knows. */
  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARMENIAN,
          UnicodeScript.GEORGIAN,
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.ETHIOPIC,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  private static final List<Set<UnicodeScript>> USED_TOGETHER =
      List.of(
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
          EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

  /** Elsewhere Latin has phonetic and ornamental letters that look like plain ones. */
  private static final Set<UnicodeBlock> LATIN_BLOCKS =
      Set.of(
          UnicodeBlock.BASIC_LATIN,
          UnicodeBlock.LATIN_1_SUPPLEMENT,
          UnicodeBlock.LATIN_EXTENDED_A,
          UnicodeBlock.LATIN_EXTENDED_B,
          UnicodeBlock.LATIN_EXTENDED_ADDITIONAL);

  private NameRules() {}

  /** What is wrong with {@code text}, which is in NFKC. */
  static Optional<NameProblem> problemOf(String text) {
    if (text.isEmpty()) {
      return Optional.of(NameProblem.EMPTY);
    }
    if (text.codePointCount(0, text.length()) > Username.MAX_CHARACTERS) {
      return Optional.of(NameProblem.TOO_LONG);
    }
    Optional<NameProblem> invisible = invisibleIn(text);
    if (invisible.isPresent()) {
      return invisible;
    }
    if (!Character.isLetterOrDigit(text.codePointAt(0))) {
      return Optional.of(NameProblem.START);
    }
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (int character : text.codePoints().toArray()) {
      if (isDigit(character) || PUNCTUATION.indexOf(character) >= 0) {
        continue;
      }
      Optional<NameProblem> problem = problemOf(character);
      if (problem.isPresent()) {
        return problem;
      }
      // The mark that lengthens a Japanese vowel belongs to no script.
      scripts.add(character == 'ー' ? UnicodeScript.KATAKANA : UnicodeScript.of(character));
    }
    boolean together =
        scripts.size() <= 1 || USED_TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    return together ? Optional.empty() : Optional.of(NameProblem.MIXED_SCRIPTS);
  }

  /** Spaces and what cannot be seen; asked of a text before and after it is normalised. */
  static Optional<NameProblem> invisibleIn(String text) {
    for (int character : text.codePoints().toArray()) {
      switch (Character.getType(character)) {
        case Character.SPACE_SEPARATOR -> {
          return Optional.of(NameProblem.SPACE);
        }
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR -> {
          return Optional.of(NameProblem.INVISIBLE);
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<NameProblem> problemOf(int character) {
    if (character == 'ー') {
      return Optional.empty();
    }
    UnicodeScript script = UnicodeScript.of(character);
    if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) {
      return Optional.of(NameProblem.CHARACTER);
    }
    if (!SCRIPTS.contains(script)) {
      return Optional.of(NameProblem.SCRIPT);
    }
    boolean plain =
        switch (Character.getType(character)) {
          case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER -> true;
          // Of Latin these are clicks and the like; elsewhere the letters themselves.
          case Character.OTHER_LETTER -> script != UnicodeScript.LATIN;
          // Vowel signs of Indic scripts; what Latin, Greek and Cyrillic use, NFKC has composed.
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !isBicameral(script);
          case Character.MODIFIER_LETTER -> script == UnicodeScript.THAI || isJapanese(script);
          default -> false;
        };
    if (!plain || isInvisibleLetter(character)) {
      return Optional.of(NameProblem.CHARACTER);
    }
    return script != UnicodeScript.LATIN || LATIN_BLOCKS.contains(UnicodeBlock.of(character))
        ? Optional.empty()
        : Optional.of(NameProblem.CHARACTER);
  }

  // Other scripts' digits are left out: many look like the letters or digits of another.
  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isBicameral(UnicodeScript script) {
    return switch (script) {
      case LATIN, GREEK, CYRILLIC, ARMENIAN, GEORGIAN -> true;
      default -> false;
    };
  }

  private static boolean isJapanese(UnicodeScript script) {
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  /** Letters by category that show nothing: the Hangul fillers, the Khmer inherent vowels. */
  private static boolean isInvisibleLetter(int character) {
    return character == 0x115F
        || character == 0x1160
        || character == 0x3164
        || character == 0xFFA0
        || character == 0x17B4
        || character == 0x17B5;
  }
}
