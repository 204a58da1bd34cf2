package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.Trouble;
import keyturn.desktop.common.PasswordStrength;
import keyturn.desktop.look.ThemeChoice;
import keyturn.desktop.preferences.ProxyAddress;
import keyturn.desktop.settings.AccountViewModel;
import keyturn.desktop.settings.NetworkViewModel;
import keyturn.protocol.message.Reason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SettingsViewModelTest {
  private final Desk desk = Desk.signedIn();

  @Nested
  class Password {
    private final AccountViewModel account = desk.model.settings().account();

    private void change(String current, String next, String repeat) {
      account.change(current.toCharArray(), next.toCharArray(), repeat.toCharArray());
    }

    @Test
    void isChangedAndSaidSo() {
      desk.asked();
      change("the old one", "a new password of mine", "a new password of mine");
      assertEquals(List.of("changePassword the old one a new password of mine"), desk.asked());
      assertTrue(account.busyProperty().get());
      desk.say(new ClientEvent.PasswordChanged());
      assertFalse(account.busyProperty().get());
      assertFalse(account.doneProperty().get().isEmpty());
    }

    @Test
    void isNotSentUnlessBothAreTheSameAndLongEnough() {
      desk.asked();
      change("the old one", "a new password of mine", "another password of mine");
      assertTrue(account.errorProperty().get().contains("not the same"));
      change("the old one", "short", "short");
      assertTrue(account.errorProperty().get().contains("characters"));
      change("", "a new password of mine", "a new password of mine");
      assertFalse(account.errorProperty().get().isEmpty());
      assertEquals(List.of(), desk.asked());
    }

    @Test
    void isWipedWhateverComesOfIt() {
      char[] current = "the old one".toCharArray();
      char[] next = "short".toCharArray();
      account.change(current, next, next.clone());
      assertArrayEquals(new char[current.length], current);
      assertArrayEquals(new char[next.length], next);
    }

    @Test
    void refusedIsSaidHereAndNotInTheConversation() {
      change("wrong", "a new password of mine", "a new password of mine");
      desk.say(
          new ClientEvent.Problem(Trouble.reason(Reason.SIGN_IN_REFUSED), "no", Optional.empty()));
      assertTrue(account.errorProperty().get().contains("current password is wrong"));
      assertFalse(account.busyProperty().get());
    }

    @Test
    void strengthCountsLengthAndDifferentCharacters() {
      assertEquals(PasswordStrength.NONE, PasswordStrength.of("", 15));
      assertEquals(PasswordStrength.TOO_SHORT, PasswordStrength.of("Abc!123", 15));
      assertEquals(PasswordStrength.WEAK, PasswordStrength.of("aaaaaaaaaaaaaaaaaaaaaaaa", 15));
      assertEquals(PasswordStrength.FAIR, PasswordStrength.of("orange lamp sky", 15));
      assertEquals(PasswordStrength.STRONG, PasswordStrength.of("orange lamp under my sky", 15));
    }
  }

  @Nested
  class Network {
    private final NetworkViewModel network = desk.model.settings().network();

    @Test
    void aProxyIsRememberedWithoutItsPassword() {
      network.hostProperty().set("proxy.example.org");
      network.portProperty().set("3128");
      network.userProperty().set("max");
      network.apply("hidden".toCharArray());
      assertEquals(
          Optional.of(new ProxyAddress("proxy.example.org", 3128, Optional.of("max"))),
          desk.computer.preferences.get().proxy());
      assertEquals(Optional.of("hidden"), desk.computer.proxyPassword);
      assertFalse(desk.computer.saved.toString().contains("hidden"));
      network.hostProperty().set("");
      network.apply(new char[0]);
      assertEquals(Optional.empty(), desk.computer.preferences.get().proxy());
    }

    @Test
    void rubbishIsRefusedAndChangesNothing() {
      network.hostProperty().set("proxy.example.org");
      network.portProperty().set("ninety");
      network.apply(new char[0]);
      assertFalse(network.errorProperty().get().isEmpty());
      assertEquals(Optional.empty(), desk.computer.preferences.get().proxy());
    }

    @Test
    void aTestSaysWhetherTheServerAnswers() {
      network.test();
      assertTrue(network.outcomeProperty().get().startsWith("It works"));
      desk.computer.reachable = false;
      network.test();
      assertTrue(network.outcomeProperty().get().startsWith("There is no connection"));
    }

    @Test
    void theLogSaysWhatTheConnectionDid() {
      desk.say(Events.offline(Duration.ofSeconds(3), 0));
      List<String> lines = network.lines();
      assertTrue(lines.get(lines.size() - 1).contains("No connection"), lines.toString());
    }
  }

  @Test
  void aTrustedServerIsForgotten() {
    desk.computer.pins.put("chat.example.org:8443", Events.fingerprint("server"));
    var security = desk.model.settings().security();
    security.load();
    assertEquals(1, security.servers().size());
    security.forget(security.servers().get(0));
    assertEquals(0, security.servers().size());
    assertTrue(desk.computer.pins.isEmpty());
  }

  @Test
  void everyChangeIsSavedOnceAndWhatWasUsedLastIsOffered() {
    desk.computer.saved.clear();
    desk.computer.preferences.change(was -> was.withTheme(ThemeChoice.DARK));
    desk.computer.preferences.change(was -> was.withTheme(ThemeChoice.DARK));
    assertEquals(1, desk.computer.saved.size());
    assertEquals(Optional.of(Desk.SERVER), desk.computer.preferences.get().server());
    assertEquals(Optional.of("max"), desk.computer.preferences.get().user());
  }
}
