package keyturn.server.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as the database keeps them: DATETIME(6) in UTC. They are written as text: JPA 3.1 has no
 * mapping of Instant, and EclipseLink's of LocalDateTime leads through java.sql.Timestamp, which
 * moves times that do not exist in this machine's zone.
 */
@Converter
public class Utc implements AttributeConverter<Instant, Object> {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static String text(Instant instant) {
    return FORMAT.format(instant);
  }

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable Instant instant) {
    return instant == null ? null : text(instant);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Object column) {
    if (column == null) {
      return null;
    }
    // Connector/J reads LocalDateTime; what else there may be is written the same way.
    LocalDateTime time =
        column instanceof LocalDateTime read
            ? read
            : LocalDateTime.parse(column.toString().replace(' ', 'T'));
    return time.toInstant(ZoneOffset.UTC);
  }
}
