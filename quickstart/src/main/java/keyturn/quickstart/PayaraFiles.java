package keyturn.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarFile;

/** What Payara Micro needs in its folder before it starts, and its command line. */
final class PayaraFiles {
  private final PayaraConfig config;

  PayaraFiles(PayaraConfig config) {
    this.config = config;
  }

  void prepare() throws IOException {
    // Made anew at each start: what a killed server left there is not trusted.
    PrivateFile.deleteTree(root());
    PrivateFile.deleteTree(temporary());
    PrivateFile.createFolder(temporary());
    PrivateFile.createFolder(root().resolve("docroot"));
    PrivateFile.write(preBoot(), resource("pre-boot.txt"));
    PrivateFile.write(properties(), propertiesText());
    writeFrontPage();
  }

  List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaProgram.named("java").toString(),
                "-Xmx" + config.maxHeapMegabytes() + "m",
                "-Djava.io.tmpdir=" + temporary(),
                // Else the JVM itself writes to the system's temp folder.
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8"));
    command.addAll(config.javaOptions());
    command.addAll(
        List.of(
            "-jar",
            config.payaraJar().toString(),
            "--nohazelcast",
            "--disablephonehome",
            "--rootdir",
            root().toString(),
            "--prebootcommandfile",
            preBoot().toString(),
            "--systemproperties",
            properties().toString(),
            "--sslport",
            Integer.toString(config.port()),
            "--sslcert",
            TlsKeyStore.ALIAS));
    if (config.moreWars().isEmpty()) {
      command.addAll(List.of("--contextroot", "/keyturn"));
    }
    command.addAll(List.of("--deploy", config.war().toString()));
    config.moreWars().forEach(war -> command.addAll(List.of("--deploy", war.toString())));
    return command;
  }

  Path log() {
    return config.folder().resolve("server.log");
  }

  Path record() {
    return record(config.folder());
  }

  static Path record(Path folder) {
    return folder.toAbsolutePath().resolve("process");
  }

  /** The WAR's own page also at the root, where a browser first looks. */
  private void writeFrontPage() throws IOException {
    try (JarFile war = new JarFile(config.war().toFile())) {
      var page = war.getJarEntry("index.html");
      if (page != null) {
        try (InputStream in = war.getInputStream(page)) {
          Files.copy(in, root().resolve("docroot").resolve("index.html"));
        }
      }
    }
  }

  // In a file of the owner's, never on the command line, where every user of the computer reads it.
  private String propertiesText() throws IOException {
    Properties properties = new Properties();
    properties.putAll(config.settings());
    properties.setProperty("javax.net.ssl.keyStore", config.tls().file().toString());
    properties.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    properties.setProperty("javax.net.ssl.keyStorePassword", config.tls().password());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PayaraFiles.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path root() {
    return config.folder().resolve("root");
  }

  private Path temporary() {
    return config.folder().resolve("tmp");
  }

  private Path preBoot() {
    return config.folder().resolve("pre-boot.txt");
  }

  private Path properties() {
    return config.folder().resolve("server.properties");
  }
}
