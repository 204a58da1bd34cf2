package keyturn.desktop;

import java.nio.file.Path;
import keyturn.client.ServerAddress;
import keyturn.crypto.Fingerprint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line says. */
@Command(
    name = "keyturn desktop",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Chat in a window. Several may be open side by side, each with its own --home.")
final class DesktopOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      converter = ServerConverter.class,
      description = "wss://host:port/keyturn/chat, or just host:port")
  @Nullable ServerAddress server;

  @Option(names = "--user", paramLabel = "NAME", description = "your user name")
  @Nullable String user;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where messages and known servers are kept")
  @Nullable Path home;

  @Option(
      names = "--trust",
      paramLabel = "FINGERPRINT",
      converter = FingerprintConverter.class,
      description = "the server's fingerprint, SHA256:…, as its administrator gave it to you")
  @Nullable Fingerprint trust;

  @Option(names = "--help", usageHelp = true, description = "show this")
  boolean help;

  static final class ServerConverter implements ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String value) {
      try {
        return ServerAddress.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  static final class FingerprintConverter implements ITypeConverter<Fingerprint> {
    @Override
    public Fingerprint convert(String value) {
      return Fingerprint.parse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is not a fingerprint; it looks like SHA256:+43 characters"));
    }
  }
}
