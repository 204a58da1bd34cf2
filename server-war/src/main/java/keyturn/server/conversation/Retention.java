package keyturn.server.conversation;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long messages and the keys of their epochs are kept (setting {@code keyturn.retention}). */
public sealed interface Retention {
  /** Nobody may be offline for longer without losing what waited. */
  Duration LONGEST_WAIT = Duration.ofDays(7);

  /** After so long a message is erased, whoever has or has not got it. */
  Duration limit();

  /**
   * Erased as soon as every device of every member has acknowledged, at the latest at the limit.
   */
  record UntilDelivered(Duration limit) implements Retention {
    public UntilDelivered {
      if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalArgumentException(
            "retention until-delivered: expected at most " + LONGEST_WAIT + ", got " + limit);
      }
    }
  }

  /** Kept for so long, delivered or not. */
  record For(Duration limit) implements Retention {
    public For {
      if (limit.compareTo(Duration.ofDays(1)) < 0) {
        throw new IllegalArgumentException("retention: expected 1d or more, got " + limit);
      }
    }
  }

  /**
   * Reads the setting.
   *
   * @param setting {@code until-delivered} or {@code Nd}
   * @throws IllegalArgumentException if it is neither
   */
  static Retention parse(String setting) {
    if (setting.equals("until-delivered")) {
      return new UntilDelivered(LONGEST_WAIT);
    }
    Matcher days = Pattern.compile("([0-9]{1,5})d").matcher(setting);
    if (!days.matches()) {
      throw new IllegalArgumentException(
          "keyturn.retention: expected until-delivered or a number of days like 30d");
    }
    return new For(Duration.ofDays(Long.parseLong(days.group(1))));
  }
}
