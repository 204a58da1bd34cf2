package keyturn.desktop.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import keyturn.client.ServerAddress;
import keyturn.desktop.look.Density;
import keyturn.desktop.look.Motion;
import keyturn.desktop.look.TextSize;
import keyturn.desktop.look.ThemeChoice;
import keyturn.desktop.preferences.Keeping;
import keyturn.desktop.preferences.LockAfter;
import keyturn.desktop.preferences.Notifying;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.ProxyAddress;
import keyturn.desktop.preferences.Sound;

/**
 * Preferences as a properties file that people can read. A value that is missing or not understood
 * is the standard one: an older or newer program may have written the file.
 */
public final class PreferencesFile {
  private static final System.Logger LOG = System.getLogger(PreferencesFile.class.getName());

  private final Path file;

  public PreferencesFile(Path file) {
    this.file = file;
  }

  /** The standard ones if there is no file, or none that can be read. */
  public Preferences load() {
    Properties found = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        found.load(in);
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(System.Logger.Level.WARNING, "the preferences cannot be read");
      }
    }
    Preferences standard = Preferences.STANDARD;
    return new Preferences(
        value(found, "theme", choice(ThemeChoice.class)).orElse(standard.theme()),
        value(found, "text-percent", text -> new TextSize(Integer.parseInt(text)))
            .orElse(standard.text()),
        value(found, "motion", choice(Motion.class)).orElse(standard.motion()),
        value(found, "density", choice(Density.class)).orElse(standard.density()),
        value(found, "notify", choice(Notifying.class)).orElse(standard.notifying()),
        value(found, "sound", choice(Sound.class)).orElse(standard.sound()),
        value(found, "lock-minutes", text -> new LockAfter(Integer.parseInt(text))),
        value(found, "proxy.port", Integer::parseInt)
            .flatMap(
                port ->
                    value(
                        found,
                        "proxy.host",
                        host ->
                            new ProxyAddress(
                                host, port, value(found, "proxy.user", Function.identity())))),
        value(found, "server", ServerAddress::parse),
        value(found, "user", Function.identity()),
        value(found, "keep-signed-in", choice(Keeping.class)).orElse(standard.keeping()));
  }

  private static <T> Optional<T> value(
      Properties found, String key, Function<String, ? extends T> parse) {
    String text = found.getProperty(key, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "not understood in the preferences: {0}", key);
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
    return text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A crash leaves the old file or the new one. A full disk loses the change, nothing else. */
  public void save(Preferences next) {
    Properties all = new Properties();
    all.setProperty("theme", name(next.theme()));
    all.setProperty("text-percent", Integer.toString(next.text().percent()));
    all.setProperty("motion", name(next.motion()));
    all.setProperty("density", name(next.density()));
    all.setProperty("notify", name(next.notifying()));
    all.setProperty("sound", name(next.sound()));
    next.lock().ifPresent(l -> all.setProperty("lock-minutes", Integer.toString(l.minutes())));
    next.proxy()
        .ifPresent(
            proxy -> {
              all.setProperty("proxy.host", proxy.host());
              all.setProperty("proxy.port", Integer.toString(proxy.port()));
              proxy.user().ifPresent(user -> all.setProperty("proxy.user", user));
            });
    next.server().ifPresent(server -> all.setProperty("server", server.toString()));
    next.user().ifPresent(user -> all.setProperty("user", user));
    all.setProperty("keep-signed-in", name(next.keeping()));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      StringWriter text = new StringWriter();
      all.store(text, "Keyturn desktop");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(fresh, text.toString(), StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the preferences cannot be written");
    }
  }
}
