package keyturn.load.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the bare relay so that it is deployed beside the product. */
final class RelayWar {
  /** The same buffer for incoming frames as the product's. */
  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <context-param>
          <param-name>org.glassfish.tyrus.servlet.incoming-buffer-size</param-name>
          <param-value>131072</param-value>
        </context-param>
      </web-app>
      """;

  // By name: what they extend is in the container only.
  private static final String ENDPOINT = "keyturn.load.relay.RelayEndpoint";
  private static final String IDLE_TIMERS = "keyturn.server.websocket.IdleTimers";

  private RelayWar() {}

  /** The WAR {@code relay.war} in {@code folder}, whose context root is {@code /relay}. */
  static Path bare(Path folder) throws IOException {
    return write(folder.resolve("relay.war"), List.of(ENDPOINT));
  }

  /** The WAR {@code lean-relay.war}: spared the container's idle timers, as the product is. */
  static Path lean(Path folder) throws IOException {
    return write(folder.resolve("lean-relay.war"), List.of(ENDPOINT, IDLE_TIMERS));
  }

  private static Path write(Path war, List<String> classes) throws IOException {
    Files.createDirectories(war.toAbsolutePath().getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
      out.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
      out.write(WEB_XML.getBytes(StandardCharsets.UTF_8));
      for (String type : classes) {
        String entry = type.replace('.', '/') + ".class";
        try (InputStream code =
            Objects.requireNonNull(
                RelayWar.class.getClassLoader().getResourceAsStream(entry), entry)) {
          out.putNextEntry(new ZipEntry("WEB-INF/classes/" + entry));
          code.transferTo(out);
        }
      }
    }
    return war;
  }
}
