package keyturn.desktop.common;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A link in a text, http or https only. What is shown is what is opened; {@link #host} is where it
 * really leads.
 *
 * @param text as written
 * @param address what a browser gets, ASCII only
 * @param host in ASCII: a name in look-alike letters shows its {@code xn--} form
 */
public record WebLink(String text, String address, String host) {
  private static final int LONGEST = 2_000;

  /** The one that begins at {@code start}. */
  public static Optional<WebLink> at(String text, int start) {
    int rest =
        text.regionMatches(true, start, "https://", 0, 8)
            ? 8
            : text.regionMatches(true, start, "http://", 0, 7) ? 7 : 0;
    if (rest == 0) {
      return Optional.empty();
    }
    int end = start + rest;
    int most = Math.min(text.length(), start + LONGEST);
    while (end < most && isPart(text.charAt(end))) {
      end++;
    }
    end = withoutPunctuation(text, start, end);
    return end <= start + rest ? Optional.empty() : parse(text.substring(start, end), rest);
  }

  private static boolean isPart(char c) {
    return !Character.isWhitespace(c)
        && !Character.isISOControl(c)
        && c != '\uFFFD'
        && "<>\"`{}|\\^“”„«»".indexOf(c) < 0;
  }

  /** A sentence ends after the link, and a bracket that it does not open belongs around it. */
  private static int withoutPunctuation(String text, int start, int end) {
    int at = end;
    while (at > start) {
      char last = text.charAt(at - 1);
      boolean bracket = last == ')' && isOneTooMany(text.substring(start, at));
      if (!endsSentence(last) && !bracket) {
        return at;
      }
      at--;
    }
    return at;
  }

  private static boolean endsSentence(char c) {
    return switch (c) {
      case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '…', ']' -> true;
      default -> false;
    };
  }

  private static boolean isOneTooMany(String text) {
    return text.chars().filter(c -> c == ')').count() > text.chars().filter(c -> c == '(').count();
  }

  private static Optional<WebLink> parse(String text, int schemeLength) {
    int pathAt = schemeLength;
    while (pathAt < text.length() && "/?#".indexOf(text.charAt(pathAt)) < 0) {
      pathAt++;
    }
    String authority = text.substring(schemeLength, pathAt);
    // What stands before an @ poses as the host.
    if (authority.isEmpty() || authority.indexOf('@') >= 0) {
      return Optional.empty();
    }
    try {
      int colon = authority.lastIndexOf(':');
      boolean port = colon >= 0 && authority.indexOf(']') < colon;
      String name = port ? authority.substring(0, colon) : authority;
      String ascii = name.startsWith("[") ? name : IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
      String server = ascii.toLowerCase(Locale.ROOT) + (port ? authority.substring(colon) : "");
      String scheme = text.substring(0, schemeLength).toLowerCase(Locale.ROOT);
      URI uri = new URI(new URI(scheme + server + text.substring(pathAt)).toASCIIString());
      return uri.getHost() == null
          ? Optional.empty()
          : Optional.of(new WebLink(text, uri.toString(), uri.getHost()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
