import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the desktop client's packages: an app image with its own run-time for the system this runs
 * on, and on Linux a .deb. Run by {@code ./mvnw -Ppackage package}.
 *
 * <p>The JavaFX modules are linked into the run-time, where JavaFX wants to be; everything else
 * stays on the class path. The .deb is put together with {@code dpkg-deb}, not by jpackage: that
 * would not see what JavaFX loads by itself (GTK), and its scripts fail on a machine without a
 * desktop. Ours has no scripts at all.
 */
final class AppImage {
  private static final String MODULES =
      String.join(
          ",",
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "jdk.crypto.ec",
          "jdk.localedata",
          "jdk.unsupported",
          "javafx.controls");

  /** AWT has the tray of Windows and macOS, and nothing that Linux needs. */
  private static final String MODULES_ELSEWHERE = ",java.desktop";

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms24m",
          "-Xmx256m",
          "-XX:MinHeapFreeRatio=15",
          "-XX:MaxHeapFreeRatio=30",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:MaxMetaspaceSize=96m",
          "-XX:ReservedCodeCacheSize=32m",
          "-Xshare:auto",
          "-Dprism.vsync=true");

  private final Path target;
  private final String version;
  private final boolean linux =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");

  private AppImage(Path target, String version) {
    this.target = target;
    this.version = version;
  }

  /** {@code TARGET-FOLDER JAR VERSION CLASS-LIST}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new AppImage(Path.of(arguments[0]).toAbsolutePath(), arguments[2].replaceAll("-.*", ""))
        .make(Path.of(arguments[1]), Path.of(arguments[3]));
  }

  private void make(Path jar, Path classes) throws IOException, InterruptedException {
    Path javafx = emptied("package/javafx");
    Path app = emptied("package/app");
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      for (Path library : libraries.sorted().collect(Collectors.toList())) {
        String name = library.getFileName().toString();
        // Each JavaFX artifact has an empty jar and one with classifier.
        if (!name.startsWith("javafx-")) {
          copy(library, app);
        } else if (name.matches("javafx-[a-z]+-[0-9.]+-[a-z].*")) {
          copy(library, javafx);
        }
      }
    }
    copy(jar, app);
    Path runtime = target.resolve("package/runtime");
    delete(runtime);
    run(
        "jlink",
        "--module-path",
        javafx.toString(),
        "--add-modules",
        MODULES + (linux ? "" : MODULES_ELSEWHERE),
        "--include-locales=en,de",
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--compress=2",
        "--output",
        runtime.toString());
    shareClasses(runtime, classes);
    Path images = emptied("package/image");
    List<String> command =
        new ArrayList<>(
            List.of(
                "--type", "app-image",
                "--name", "keyturn",
                "--app-version", version,
                "--vendor", "Keyturn",
                "--runtime-image", runtime.toString(),
                "--input", app.toString(),
                "--main-jar", jar.getFileName().toString(),
                "--main-class", "keyturn.desktop.DesktopApp",
                "--dest", images.toString()));
    JAVA_OPTIONS.forEach(option -> command.addAll(List.of("--java-options", option)));
    run("jpackage", command.toArray(String[]::new));
    System.out.println("app image: " + images);
    if (linux && isExecutable("dpkg-deb")) {
      deb(images);
    }
  }

  /**
   * The classes of Java and JavaFX that the first window needs, ready to be mapped. An archive with
   * ours would save little more, and until Java 19 it belongs to the absolute paths of its jars.
   */
  private static void shareClasses(Path runtime, Path classes)
      throws IOException, InterruptedException {
    start(
        List.of(
            runtime.resolve("bin").resolve("java").toString(),
            "-XX:+UseSerialGC",
            "-Xshare:dump",
            "-Xlog:disable",
            "-XX:SharedClassListFile=" + classes));
    // Only for making the archive; the launcher has its own way in.
    delete(runtime.resolve("bin"));
  }

  private void deb(Path images) throws IOException, InterruptedException {
    Path root = emptied("package/deb");
    Path opt = Files.createDirectories(root.resolve("opt"));
    copyTree(images.resolve("keyturn"), opt.resolve("keyturn"));
    Path bin = Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(bin.resolve("keyturn-desktop"), Path.of("/opt/keyturn/bin/keyturn"));
    Path icons = Files.createDirectories(root.resolve("usr/share/icons/hicolor/256x256/apps"));
    Files.copy(
        target.resolve("classes/keyturn/desktop/keyturn.png"), icons.resolve("keyturn.png"));
    Path entries = Files.createDirectories(root.resolve("usr/share/applications"));
    write(
        entries.resolve("keyturn.desktop"),
        "[Desktop Entry]",
        "Type=Application",
        "Name=Keyturn",
        "Comment=The chat that your organisation runs itself",
        "Comment[de]=Der Chat, den die eigene Organisation betreibt",
        "Exec=/opt/keyturn/bin/keyturn",
        "Icon=keyturn",
        "Terminal=false",
        "StartupWMClass=keyturn.desktop.DesktopApp",
        "Categories=Network;InstantMessaging;");
    Path control = Files.createDirectories(root.resolve("DEBIAN"));
    write(
        control.resolve("control"),
        "Package: keyturn-desktop",
        "Version: " + version,
        "Architecture: " + architecture(),
        "Maintainer: Keyturn",
        "Section: net",
        "Priority: optional",
        "Depends: libc6, zlib1g, libgtk-3-0 | libgtk-3-0t64, libgl1, libxxf86vm1, libxtst6,"
            + " libpangoft2-1.0-0, libfontconfig1, fonts-dejavu-core | fonts-noto-core,"
            + " fonts-droid-fallback | fonts-noto-cjk",
        "Recommends: libglib2.0-bin | libnotify-bin, libsecret-tools",
        "Description: desktop client of Keyturn",
        " Chat with the people of your organisation, on a server it runs itself.");
    Path file = target.resolve("keyturn-desktop_" + version + "_" + architecture() + ".deb");
    start(
        List.of(
            "dpkg-deb", "-Zxz", "--root-owner-group", "--build", root.toString(), file.toString()));
    System.out.println("package: " + file);
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  private static void run(String tool, String... arguments) {
    ToolProvider provider =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool));
    int code = provider.run(System.out, System.err, arguments);
    if (code != 0) {
      throw new IllegalStateException(tool + " ended with " + code);
    }
  }

  private static void start(List<String> command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(command.get(0) + " ended with " + code);
    }
  }

  private static boolean isExecutable(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Path emptied(String name) throws IOException {
    Path folder = target.resolve(name);
    delete(folder);
    return Files.createDirectories(folder);
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.collect(Collectors.toList())) {
        Path copy = to.resolve(from.relativize(path).toString());
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        if (Files.isDirectory(path)) {
          Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
          path.toFile().setWritable(true);
          Files.delete(path);
        }
      }
    }
  }
}
