package keyturn.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.VaultConversation;
import keyturn.client.vault.VaultFolders;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.Vaults.Unlocking;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.PasswordKey;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/**
 * Measures how long a vault of 100,000 messages takes to open, for docs/performance.md: what a
 * sign-in does before the main window can be filled. The first run in a folder fills the vault.
 */
final class VaultMeasurements {
  private static final int MESSAGES = 100_000;
  private static final int CONVERSATIONS = 20;
  private static final int BATCH = 1_000;
  private static final int RUNS = 5;
  private static final UserId ME = new UserId(1);
  private static final UserId ADA = new UserId(2);

  private VaultMeasurements() {}

  /** {@code FOLDER}. */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    SecureRandom random = new SecureRandom();
    VaultFolders vaults =
        new VaultFolders(home, "chat.example.org:443", random, PasswordKey.Cost.RECOMMENDED);
    if (Files.notExists(home)) {
      fill(vaults, random);
    }
    for (int run = 0; run < RUNS; run++) {
      open(vaults);
    }
  }

  private static char[] password() {
    return "kestrels over a quiet harbour".toCharArray();
  }

  private static void open(VaultFolders vaults) {
    long start = System.nanoTime();
    if (!(vaults.open("max", password()) instanceof Unlocking.Opened opened)) {
      throw new IllegalStateException("the vault does not open");
    }
    long open = System.nanoTime();
    try (Vault vault = opened.vault()) {
      Optional<VaultAccount> account = vault.account();
      int unread = 0;
      for (VaultConversation conversation : vault.conversations()) {
        unread += vault.unread(conversation.id());
        unread += vault.sequences(conversation.id(), conversation.delivered().orElse(0)).size();
      }
      int rest = vault.numberings().size() + vault.waiting().size() + vault.receipts().size();
      long read = System.nanoTime();
      int shown = vault.history(new ConversationId(1), Long.MAX_VALUE, 100).size();
      long history = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "key and file %.0f ms, state %.0f ms (%d, %d), newest %d messages %.0f ms; together %.0f"
              + " ms%s%n",
          (open - start) / 1e6,
          (read - open) / 1e6,
          unread,
          rest,
          shown,
          (history - read) / 1e6,
          (history - start) / 1e6,
          account.isPresent() ? "" : ", of nobody");
    }
  }

  private static void fill(VaultFolders vaults, SecureRandom random) {
    DeviceId device = new DeviceId(1);
    DeviceId adas = new DeviceId(2);
    Instant begin = Instant.now().minusSeconds(MESSAGES * 60L);
    try (Vault vault = vaults.create("max", password())) {
      vault.saveAccount(
          new VaultAccount(ME, "max", device, Events.fingerprint("server"), Optional.empty()));
      int each = MESSAGES / CONVERSATIONS;
      for (int c = 1; c <= CONVERSATIONS; c++) {
        ConversationId conversation = new ConversationId(c);
        vault.saveConversation(
            new VaultConversation(
                conversation,
                ADA,
                "Ada " + c,
                ConversationState.ACTIVE,
                CipherSuite.AES_256_GCM,
                OptionalLong.of(each),
                each,
                each));
        List<VaultMessage> batch = new ArrayList<>();
        for (int i = 1; i <= each; i++) {
          batch.add(
              new VaultMessage(
                  conversation,
                  MessageId.random(random),
                  i % 3 == 0 ? device : adas,
                  i % 3 == 0 ? ME : ADA,
                  Optional.of("Message " + i + ", of the usual length of what people write."),
                  1 + i / 10,
                  OptionalLong.of(i),
                  false,
                  begin.plusSeconds(60L * i),
                  VaultMessage.Status.STORED));
          if (batch.size() == BATCH) {
            int unused = vault.addReceived(batch).size();
            batch.clear();
          }
        }
      }
    }
  }
}
