package keyturn.desktop.common;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people read them, in the zone of the clock. */
public final class Times {
  private static final int DAYS_WITH_A_NAME = 7;

  private final Clock clock;
  private final DateTimeFormatter time;
  private final DateTimeFormatter second;
  private final DateTimeFormatter weekday;
  private final DateTimeFormatter day;
  private final DateTimeFormatter longDay;
  private final DateTimeFormatter dayAndTime;

  public Times(Clock clock, Locale locale) {
    this.clock = clock;
    this.time = DateTimeFormatter.ofPattern("HH:mm", locale);
    this.second = DateTimeFormatter.ofPattern("HH:mm:ss", locale);
    this.weekday = DateTimeFormatter.ofPattern("EEE", locale);
    this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
    this.dayAndTime =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale);
    this.longDay = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
  }

  public String time(Instant at) {
    return time.format(zoned(at));
  }

  public String second(Instant at) {
    return second.format(zoned(at));
  }

  public String dayAndTime(Instant at) {
    return dayAndTime.format(zoned(at));
  }

  /** The time today, a weekday in the last week, else the date: for list rows. */
  public String brief(Instant at) {
    long age = ChronoUnit.DAYS.between(date(at), today());
    if (age <= 0) {
      return time(at);
    }
    return age < DAYS_WITH_A_NAME ? weekday.format(zoned(at)) : date(at).format(day);
  }

  /** For the line above a day's first message. */
  public String day(LocalDate date) {
    long age = ChronoUnit.DAYS.between(date, today());
    if (age == 0) {
      return Texts.of("day.today");
    }
    return age == 1 ? Texts.of("day.yesterday") : longDay.format(date);
  }

  public LocalDate date(Instant at) {
    return zoned(at).toLocalDate();
  }

  public Instant now() {
    return clock.instant();
  }

  private LocalDate today() {
    return date(now());
  }

  private ZonedDateTime zoned(Instant at) {
    return at.atZone(clock.getZone());
  }
}
