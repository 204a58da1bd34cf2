package keyturn.client.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import keyturn.client.vault.Vaults.Unlocking;
import keyturn.crypto.PasswordKey;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultFoldersTest {
  private static final PasswordKey.Cost CHEAP = new PasswordKey.Cost(64, 1, 1);
  private static final char[] PASSWORD = "correct horse battery".toCharArray();
  private static final char[] OTHER = "another password 2026".toCharArray();

  @TempDir Path home;

  private final SecureRandom random = new SecureRandom();

  private VaultFolders vaults() {
    return new VaultFolders(home, "localhost:8443", random, CHEAP);
  }

  private Vault reopen() {
    return assertInstanceOf(Unlocking.Opened.class, vaults().open("alice", PASSWORD)).vault();
  }

  private Path folder() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(path -> path.endsWith(H2Vault.FILE))
          .findFirst()
          .orElseThrow()
          .resolveSibling("");
    }
  }

  @Test
  void whatIsStoredIsThereAgain() {
    VaultMessage received = Messages.received(1, "hello");
    VaultMessage waiting = Messages.waiting("not yet");
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
      vault.saveConversation(Messages.CONVERSATION);
      assertEquals(List.of(received), vault.addReceived(List.of(received, received)));
      vault.addWaiting(waiting);
      vault.saveReceipts(List.of(Messages.RECEIPT));
    }
    try (Vault vault = reopen()) {
      assertEquals(Optional.of(Messages.ACCOUNT), vault.account());
      assertEquals(List.of(Messages.CONVERSATION), vault.conversations());
      assertEquals(List.of(received, waiting), vault.history(Messages.TALK, Long.MAX_VALUE, 10));
      assertEquals(List.of(waiting), vault.waiting());
      assertEquals(Optional.of(waiting), vault.findOwn(waiting.id()));
      assertEquals(Set.of(1L), vault.sequences(Messages.TALK, 0));
      assertEquals(1, vault.unread(Messages.TALK));
      assertEquals(List.of(Messages.RECEIPT), vault.receipts());
      assertTrue(vault.addReceived(List.of(received)).isEmpty());
    }
  }

  @Test
  void aConfirmedMessageMovesBelowItsSequence() {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
      VaultMessage waiting = Messages.waiting("mine");
      vault.addWaiting(waiting);
      VaultMessage stored = waiting.accepted(3, 1, Messages.AT);
      vault.update(List.of(stored));
      vault.addReceived(List.of(Messages.received(2, "theirs")));

      assertEquals(List.of(), vault.waiting());
      assertEquals(List.of(stored), vault.history(Messages.TALK, 2, 10));
      assertEquals(List.of(stored), vault.between(Messages.TALK, 0, 1));
      vault.remove(stored);
      assertEquals(Optional.empty(), vault.findOwn(stored.id()));
    }
  }

  @Test
  void aSecretOfTheKeyringOpensItBesideThePassword() {
    SecretBytes secret = SecretBytes.random(32, random);
    SecretBytes later = SecretBytes.random(32, random);
    assertInstanceOf(Unlocking.Absent.class, vaults().openKept("alice", secret));
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
    }
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().openKept("alice", secret));
    try (Vault vault = reopen()) {
      vault.keep(secret);
    }
    openKept(secret).close();
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().openKept("alice", later));
    try (Vault vault = reopen()) {
      vault.keep(later);
    }
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().openKept("alice", secret));
    try (Vault vault = openKept(later)) {
      assertEquals(Optional.of(Messages.ACCOUNT), vault.account());
      vault.forgetKept();
    }
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().openKept("alice", later));
    reopen().close();
  }

  private Vault openKept(SecretBytes secret) {
    return assertInstanceOf(Unlocking.Opened.class, vaults().openKept("alice", secret)).vault();
  }

  @Test
  void anotherPasswordEndsWhatTheKeyringOpens() {
    SecretBytes secret = SecretBytes.random(32, random);
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.keep(secret);
      vault.addPassword(OTHER);
      vault.keepNewestPassword();
    }
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().openKept("alice", secret));
    assertInstanceOf(Unlocking.Opened.class, vaults().open("alice", OTHER)).vault().close();
  }

  @Test
  void historyGivesTheNewestPageOldestFirst() {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      for (int sequence = 1; sequence <= 10; sequence++) {
        vault.addReceived(List.of(Messages.received(sequence, "number " + sequence)));
      }
      assertEquals(
          List.of(6L, 7L, 8L),
          vault.history(Messages.TALK, 9, 3).stream()
              .map(message -> message.sequence().getAsLong())
              .toList());
    }
  }

  @Test
  void pagesGoThroughAllMessagesFromTheNewest() {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      for (int sequence = 1; sequence <= 5; sequence++) {
        vault.addReceived(List.of(Messages.received(sequence, "number " + sequence)));
      }
      VaultPage first = vault.page(Optional.of(Messages.TALK), Long.MAX_VALUE, 3);
      VaultPage second = vault.page(Optional.empty(), first.next(), 3);
      assertEquals(
          List.of("number 5", "number 4", "number 3", "number 2", "number 1"),
          Stream.concat(first.messages().stream(), second.messages().stream())
              .flatMap(message -> message.text().stream())
              .toList());
      assertEquals(0, second.next());
    }
  }

  @Test
  void notesAreThereAgainAndOneThatWasChangedIsNone() throws IOException, SQLException {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveNote("pinned", "1");
      vault.saveNote("pinned", "1 2");
      vault.saveNote("emoji", "👍 🎉");
    }
    try (Vault vault = reopen()) {
      assertEquals(Map.of("pinned", "1 2", "emoji", "👍 🎉"), vault.notes());
    }
    asIfLeftBy(
        "UPDATE note SET sealed = (SELECT sealed FROM note WHERE name = 'emoji')"
            + " WHERE name = 'pinned'");
    try (Vault vault = reopen()) {
      assertEquals(Map.of("emoji", "👍 🎉"), vault.notes());
    }
  }

  @Test
  void draftsAreThereAgainUntilTheyAreEmpty() {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveDraft(Messages.TALK, "half a");
      vault.saveDraft(Messages.TALK, "half a sentence 👍");
    }
    try (Vault vault = reopen()) {
      assertEquals(Map.of(Messages.TALK, "half a sentence 👍"), vault.drafts());
      vault.saveDraft(Messages.TALK, "");
      assertEquals(Map.of(), vault.drafts());
    }
  }

  @Test
  void anotherPasswordDoesNotOpenIt() {
    vaults().create("alice", PASSWORD).close();

    assertInstanceOf(Unlocking.OtherPassword.class, vaults().open("alice", OTHER));
    reopen().close();
  }

  @Test
  void nobodyElsesVaultIsFound() {
    vaults().create("alice", PASSWORD).close();

    assertInstanceOf(Unlocking.Absent.class, vaults().open("bob", PASSWORD));
    assertInstanceOf(
        Unlocking.Absent.class,
        new VaultFolders(home, "localhost:9443", random, CHEAP).open("alice", PASSWORD));
  }

  @Test
  void theSameNameInOtherLettersIsTheSameVault() {
    vaults().create("Alice", PASSWORD).close();

    reopen().close();
  }

  @Test
  void aSecondProgramIsToldThatTheVaultIsOpen() {
    try (Vault open = vaults().create("alice", PASSWORD)) {
      assertThrows(VaultInUseException.class, () -> vaults().open("alice", PASSWORD));
      assertEquals(Optional.empty(), open.account());
    }
    reopen().close();
  }

  @Test
  void aNewVaultIsBegunBesideTheOldOneWhichStays() throws IOException {
    vaults().create("alice", OTHER).close();
    Path old = folder();
    byte[] before = Files.readAllBytes(old.resolve(H2Vault.FILE));

    vaults().create("alice", PASSWORD).close();
    reopen().close();

    assertEquals(
        HexFormat.of().formatHex(before),
        HexFormat.of().formatHex(Files.readAllBytes(old.resolve(H2Vault.FILE))));
  }

  @Test
  void aPasswordIsAddedAndTheOldOneTakenAway() {
    try (Vault vault = vaults().create("alice", OTHER)) {
      vault.addPassword(PASSWORD);
    }
    reopen().close();
    ((Unlocking.Opened) vaults().open("alice", OTHER)).vault().close();
    try (Vault vault = reopen()) {
      vault.keepNewestPassword();
    }
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().open("alice", OTHER));
    reopen().close();
  }

  @Test
  void theOldPasswordLetsTheNewOneInAndGoes() throws IOException {
    try (Vault vault = vaults().create("alice", OTHER)) {
      vault.saveAccount(Messages.ACCOUNT);
      vault.addWaiting(Messages.waiting("still waits"));
    }
    assertFalse(vaults().rewrap("alice", "neither".toCharArray(), PASSWORD));
    assertInstanceOf(Unlocking.OtherPassword.class, vaults().open("alice", PASSWORD));

    assertTrue(vaults().rewrap("alice", OTHER, PASSWORD));

    assertInstanceOf(Unlocking.OtherPassword.class, vaults().open("alice", OTHER));
    try (Vault vault = reopen()) {
      assertEquals(1, vault.waiting().size());
      assertEquals(Optional.of(Messages.ACCOUNT), vault.account());
    }
    assertFalse(vaults().rewrap("bob", OTHER, PASSWORD), "there is none");
  }

  @Test
  void anOpenVaultIsNotRewrapped() {
    try (Vault open = vaults().create("alice", OTHER)) {
      assertThrows(VaultInUseException.class, () -> vaults().rewrap("alice", OTHER, PASSWORD));
      assertEquals(Optional.empty(), open.account());
    }
  }

  /** Runs SQL in the vault's own database, as an earlier or later version might have left it. */
  private void asIfLeftBy(String... sql) throws IOException, SQLException {
    Path folder = folder();
    VaultKey key =
        new KeySlots(folder.resolve("keys"), random, CHEAP).unlock(PASSWORD).orElseThrow();
    try (Connection connection = H2Vault.connect(folder, key, ";IFEXISTS=TRUE");
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
      connection.commit();
    }
  }

  @Test
  void aVaultOfTheFirstSchemaIsBroughtToTheNewestWithAllThatIsInIt()
      throws IOException, SQLException {
    VaultMessage received = Messages.received(1, "hello");
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.addReceived(List.of(received));
    }
    asIfLeftBy(
        "DROP TABLE draft", "DROP TABLE note", "DELETE FROM schema_version WHERE version > 1");
    for (int again = 0; again < 2; again++) {
      try (Vault vault = reopen()) {
        assertEquals(List.of(received), vault.history(Messages.TALK, Long.MAX_VALUE, 10));
      }
    }
    asIfLeftBy("INSERT INTO draft VALUES (1, X'00')");
  }

  @Test
  void aMigrationThatWasKilledHalfWayIsDoneAgain() throws IOException, SQLException {
    vaults().create("alice", PASSWORD).close();
    asIfLeftBy("DELETE FROM schema_version WHERE version > 1");
    reopen().close();
  }

  @Test
  void aVaultOfALaterVersionIsLeftAsItIs() throws IOException, SQLException {
    vaults().create("alice", PASSWORD).close();
    asIfLeftBy("INSERT INTO schema_version VALUES (" + (Migrations.NEWEST + 1) + ")");
    assertThrows(VaultNewerException.class, () -> vaults().open("alice", PASSWORD));
    asIfLeftBy("DELETE FROM schema_version WHERE version > " + Migrations.NEWEST);
    reopen().close();
  }

  @Test
  void theOnlyPasswordIsNotTakenAway() {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.dropNewestPassword();
    }
    reopen().close();
  }

  @Test
  void aDamagedDatabaseIsReportedAndLeftAsItIs() throws IOException {
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.addReceived(List.of(Messages.received(1, "hello")));
    }
    Path file = folder().resolve(H2Vault.FILE);
    byte[] damaged = Files.readAllBytes(file);
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] ^= 0x55;
    }
    Files.write(file, damaged);

    assertThrows(VaultDamagedException.class, () -> vaults().open("alice", PASSWORD));

    assertEquals(
        HexFormat.of().formatHex(damaged), HexFormat.of().formatHex(Files.readAllBytes(file)));
  }

  @Test
  void aMissingDatabaseOrDamagedKeysAreReported() throws IOException {
    vaults().create("alice", PASSWORD).close();
    Path keys = folder().resolve("keys");
    String good = Files.readString(keys);
    Files.writeString(keys, "rubbish\n");
    assertThrows(VaultDamagedException.class, () -> vaults().open("alice", PASSWORD));
    Files.writeString(keys, good.replace("argon2id", "rot13"));
    assertThrows(VaultDamagedException.class, () -> vaults().open("alice", PASSWORD));
    Files.writeString(keys, good);
    Files.delete(folder().resolve(H2Vault.FILE));
    assertThrows(
        VaultDamagedException.class,
        () -> new VaultFolders(home, "localhost:8443", random, CHEAP).open("alice", PASSWORD));
  }

  @Test
  void noTextTokenOrNameIsInTheFiles() throws IOException {
    String canary = "canary-5b1fd2c07e9a4d3f8e6a1c2b";
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
      vault.saveConversation(Messages.CONVERSATION);
      vault.addReceived(List.of(Messages.received(1, canary)));
      vault.addWaiting(Messages.waiting(canary));
    }
    List<String> forms =
        List.of(
            canary,
            new String(canary.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1),
            HexFormat.of().formatHex(canary.getBytes(StandardCharsets.US_ASCII)),
            Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.US_ASCII)),
            "the-other-person",
            new String(
                Messages.ACCOUNT.token().orElseThrow().value().toArray(),
                StandardCharsets.ISO_8859_1));
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String form : forms) {
          assertTrue(!content.contains(form), () -> "found in " + file.getFileName());
        }
      }
    }
  }

  @Test
  void aServerThatReturnedIsTakenUpInOneGo() {
    VaultMessage first = Messages.waiting("first").accepted(1, 4, Messages.AT);
    VaultMessage lost = Messages.waiting("lost").accepted(1, 6, Messages.AT);
    VaultMessage bobs = Messages.received(5, "from bob");
    Numbering numbering = Numbering.PLAIN.returned(4, 6);
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
      vault.saveConversation(Messages.CONVERSATION);
      vault.addReceived(List.of(first, bobs, lost));
      List<VaultMessage> changed =
          vault.serverReturned(
              new ServerReturn(
                  Messages.CONVERSATION,
                  numbering,
                  4,
                  Messages.ALICE,
                  Messages.ALICES_DEVICE,
                  ServerReturn.Fate.SENT_AGAIN,
                  6));
      assertEquals(List.of(lost.id()), changed.stream().map(VaultMessage::id).toList());
    }
    try (Vault vault = reopen()) {
      assertEquals(Map.of(Messages.TALK, numbering), vault.numberings());
      assertEquals(List.of(lost.id()), vault.waiting().stream().map(VaultMessage::id).toList());
      assertEquals(
          List.of(new VaultPlace(4, first.id()), new VaultPlace(5, bobs.id())),
          vault.places(Messages.TALK, 0, 100));
      assertEquals(Optional.of(new VaultPlace(4, first.id())), vault.newest(Messages.TALK, 0, 4));
      assertEquals(Optional.empty(), vault.newest(Messages.TALK, 5, 100));
    }
  }

  @Test
  void ownMessagesGoWithTheDeviceToItsNewNumber() {
    VaultMessage own = Messages.waiting("mine").accepted(1, 1, Messages.AT);
    VaultMessage bobs = Messages.received(2, "from bob");
    try (Vault vault = vaults().create("alice", PASSWORD)) {
      vault.saveAccount(Messages.ACCOUNT);
      vault.saveConversation(Messages.CONVERSATION);
      vault.addReceived(List.of(own, bobs));
      vault.adoptDevice(Messages.ALICES_DEVICE, new DeviceId(77));
      List<VaultMessage> after = vault.history(Messages.TALK, Long.MAX_VALUE, 10);
      assertEquals(
          List.of(new DeviceId(77), Messages.BOBS_DEVICE),
          after.stream().map(VaultMessage::senderDevice).toList());
      assertEquals(Optional.of("mine"), after.get(0).text());
    }
  }
}
