package keyturn.desktop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
  @TempDir Path home;

  private PreferencesFile file() {
    return new PreferencesFile(home.resolve("new").resolve("desktop.properties"));
  }

  @Test
  void everythingChosenIsThereAgain() {
    Preferences chosen =
        new Preferences(
            ThemeChoice.DARK,
            new TextSize(150),
            Motion.REDUCED,
            Density.COMPACT,
            Notifying.SENDER,
            Sound.ON,
            Optional.of(new LockAfter(15)),
            Optional.of(new ProxyAddress("proxy.example.org", 3128, Optional.of("max"))),
            Optional.of(ServerAddress.parse("chat.example.org:8443")),
            Optional.of("Müller"),
            Keeping.KEYRING);
    file().save(chosen);
    assertEquals(chosen, file().load());
  }

  @Test
  void withoutAFileEverythingIsStandard() {
    assertEquals(Preferences.STANDARD, file().load());
  }

  @Test
  void whatIsNotUnderstoodIsStandardAndTheRestHolds() throws IOException {
    file().save(Preferences.STANDARD);
    Path path = home.resolve("new").resolve("desktop.properties");
    Files.writeString(
        path,
        """
        theme=dark
        text-percent=900
        motion=jumping
        lock-minutes=x
        proxy.port=99999
        proxy.host=p
        server=not a server
        later=yes
        """);
    assertEquals(Preferences.STANDARD.withTheme(ThemeChoice.DARK), file().load());
    Files.writeString(path, "theme=\\u00zz");
    assertEquals(Preferences.STANDARD, file().load());
  }
}
