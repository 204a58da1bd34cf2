package keyturn.client.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import keyturn.crypto.PasswordKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the vault said is on disk is there after kill -9, whenever that comes. */
class VaultCrashTest {
  private static final PasswordKey.Cost CHEAP = new PasswordKey.Cost(64, 1, 1);
  private static final int KILLS = 3;

  @TempDir Path home;

  @Test
  void nothingConfirmedIsLostByKillMinusNine() throws IOException, InterruptedException {
    long confirmed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Process writer = startWriter(confirmed + 1);
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
        for (int i = 0; i < 20 * kill; i++) {
          confirmed = Math.max(confirmed, Long.parseLong(String.valueOf(out.readLine())));
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }
      confirmed = assertAllThere(confirmed);
    }
  }

  /** Returns the last sequence, which may be above what was confirmed. */
  private long assertAllThere(long confirmed) {
    try (Vault vault = open(home)) {
      List<VaultMessage> all = vault.between(Messages.TALK, 0, Long.MAX_VALUE);
      assertTrue(all.size() >= confirmed, all.size() + " of " + confirmed);
      for (int i = 0; i < all.size(); i++) {
        assertEquals(i + 1, all.get(i).sequence().getAsLong());
        assertEquals("number " + (i + 1), all.get(i).text().orElseThrow());
      }
      List<VaultMessage> waiting = vault.waiting();
      assertTrue(waiting.size() >= confirmed, waiting.size() + " wait of " + confirmed);
      for (int i = 0; i < waiting.size(); i++) {
        assertEquals("waits " + (i + 1), waiting.get(i).text().orElseThrow(), "in order");
      }
      return all.size();
    }
  }

  private Process startWriter(long from) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            home.toString(),
            Long.toString(from))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Vault open(Path home) {
    VaultFolders vaults = new VaultFolders(home, "localhost:8443", new SecureRandom(), CHEAP);
    char[] password = "correct horse battery".toCharArray();
    return vaults.open("alice", password) instanceof Vaults.Unlocking.Opened opened
        ? opened.vault()
        : vaults.create("alice", password);
  }

  /** Writes one message after the other and says so, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      Vault vault = open(Path.of(arguments[0]));
      for (long sequence = Long.parseLong(arguments[1]); ; sequence++) {
        // Whatever was killed in between is made up for first: the outbox follows the history.
        if (vault.waiting().size() < sequence) {
          vault.addWaiting(Messages.waiting("waits " + sequence));
        }
        vault.addReceived(List.of(Messages.received(sequence, "number " + sequence)));
        System.out.println(sequence);
        System.out.flush();
      }
    }
  }
}
