package keyturn.console;

import java.nio.file.Path;
import java.util.Optional;
import keyturn.client.ServerAddress;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.tunnel.ClientPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line says. */
@Command(
    name = "keyturn console",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Chat in a terminal or from a script. Type /help when signed in.")
final class ConsoleOptions {
  @Option(
      names = "--server",
      required = true,
      paramLabel = "URL",
      converter = ServerConverter.class,
      description = "wss://host:port/keyturn/chat, or just host:port")
  @Nullable ServerAddress server;

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "your user name")
  @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "first line is the password; without it the terminal asks")
  @Nullable Path passwordFile;

  @Option(names = "--register", description = "make this account, where the server allows it")
  boolean register;

  @Option(
      names = "--invitation",
      paramLabel = "CODE",
      description = "with --register, where the server wants one")
  @Nullable String invitation;

  @Option(
      names = "--trust",
      paramLabel = "FINGERPRINT",
      converter = FingerprintConverter.class,
      description = "the server's fingerprint, SHA256:…, as its administrator gave it to you")
  @Nullable Fingerprint trust;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "certificates (PEM) that may vouch for the server")
  @Nullable Path ca;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where messages and known servers are kept")
  @Nullable Path home;

  @Option(
      names = "--tunnel",
      paramLabel = "GROUP:SUITE",
      converter = TunnelConverter.class,
      description = "offer only this, for instance FFDHE3072:A128CBC_HS256")
  @Nullable ClientPolicy tunnel;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "write each message there, keys and passwords left out")
  @Nullable Path trace;

  @Option(names = "--json", description = "one JSON object a line for each event")
  boolean json;

  @Option(names = "--help", usageHelp = true, description = "show this")
  boolean help;

  Optional<String> invitation() {
    return Optional.ofNullable(invitation);
  }

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

  static final class TunnelConverter implements ITypeConverter<ClientPolicy> {
    @Override
    public ClientPolicy convert(String value) {
      String[] parts = value.split(":", -1);
      Optional<KeyGroup> group = KeyGroup.ofName(parts[0]);
      Optional<CipherSuite> suite =
          parts.length == 2 ? CipherSuite.ofName(parts[1]) : Optional.empty();
      if (group.isEmpty() || suite.isEmpty() || suite.get() == CipherSuite.KEYED_HASH_HS256) {
        throw new TypeConversionException(
            "'" + value + "' is not GROUP:SUITE, for instance X25519MLKEM768:AES_256_GCM");
      }
      return ClientPolicy.only(group.get(), suite.get());
    }
  }
}
