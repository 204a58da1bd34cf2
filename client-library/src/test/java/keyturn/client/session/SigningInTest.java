package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.client.vault.VaultFolders;
import keyturn.client.vault.Vaults;
import keyturn.crypto.PasswordKey;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SigningKey;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.TunnelIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningInTest {
  private static final PasswordKey.Cost CHEAP = new PasswordKey.Cost(64, 1, 1);

  @TempDir Path home;

  private Vaults vaults() {
    return new VaultFolders(home, "chat.example.org:8443", Stage.RANDOM, CHEAP);
  }

  @Test
  void noWordAboutTheUserReachesAServerThatIsNotTrusted() {
    Stage stage = new Stage();
    stage.typePassword();
    stage.start();

    assertFalse(stage.server.isConnected());
    assertTrue(stage.server.takeAll().isEmpty());
    ClientEvent.ServerUntrusted asked = stage.events(ClientEvent.ServerUntrusted.class).get(0);
    assertEquals(stage.identity.presented().fingerprint(), asked.presented());
    assertEquals(Optional.empty(), asked.pinned());

    stage.trust.pin(asked.presented());
    stage.session.link().trusted();
    stage.loop.run();
    stage.welcome();
    assertEquals("alice", stage.server.expect(ClientMessage.SignIn.class).username());
  }

  @Test
  void aChangedKeyIsShownBesideThePinnedOneAndNothingIsSent() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.server.becomes(TunnelIdentity.ofKey(SigningKey.generateEd25519(Stage.RANDOM)));
    stage.typePassword();
    stage.start();

    ClientEvent.ServerUntrusted asked = stage.events(ClientEvent.ServerUntrusted.class).get(0);
    assertEquals(Optional.of(stage.identity.presented().fingerprint()), asked.pinned());
    assertTrue(stage.server.takeAll().isEmpty());
    stage.session.link().notTrusted();
    stage.loop.run();
    stage.advance(Duration.ofMinutes(5));
    assertEquals(1, stage.server.connects(), "no further try");
  }

  @Test
  void theTypedPasswordIsWiped() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.start();
    stage.welcome();
    char[] password = Stage.PASSWORD.toCharArray();
    stage.session.signIn("alice", password);
    stage.loop.run();
    stage.saySignedIn();

    assertArrayEquals(new char[password.length], password);
  }

  @Test
  void whatComesWhileTheVaultIsMadeIsNotLost() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.typePassword();
    stage.holdVault = true;
    stage.saySignedIn();
    stage.sayConversation(0);
    stage.sayKey(1, 30_000);
    stage.say(Stage.fromBob(1, 1, "early"));
    stage.advance(Duration.ofSeconds(1));
    assertTrue(stage.shown().isEmpty());

    stage.holdVault = false;
    stage.heldVaultWork.forEach(Runnable::run);
    stage.loop.run();

    assertEquals(Optional.of("early"), stage.shown().get(0).text());
    assertEquals(
        Duration.ofSeconds(29),
        stage.events(ClientEvent.KeyChanged.class).get(0).validFor(),
        "counted from arrival");
  }

  @Test
  void aReconnectResumesWithTheNewestToken() {
    Stage stage = new Stage().signedIn();

    assertEquals(Stage.token(1), stage.comeBack().token());
    assertEquals(Stage.token(2), stage.comeBack().token());
    assertEquals(3, stage.events(ClientEvent.SignedIn.class).size());
  }

  @Test
  void aTokenIsNotUsedBeforeItIsOnDisk() {
    Stage stage = new Stage().signedIn();
    stage.server.drop();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();
    stage.holdVault = true;
    stage.token = Stage.token(2);
    stage.saySignedIn();
    stage.server.takeAll();
    stage.server.drop();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();

    assertEquals(Stage.token(1), stage.server.expect(ClientMessage.Resume.class).token());
  }

  @Test
  void aRefusedTokenAsksForThePassword() {
    Stage stage = new Stage().signedIn();
    stage.server.drop();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();
    stage.server.expect(ClientMessage.Resume.class);

    stage.say(new ServerMessage.SignInRefused(Reason.TOKEN_REFUSED, 0));

    assertEquals(
        Reason.TOKEN_REFUSED, stage.events(ClientEvent.SignInRefused.class).get(0).reason());
  }

  @Test
  void aBusyServerIsAskedAgainByItself() {
    Stage stage = new Stage().signedIn();
    stage.server.drop();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();
    stage.server.expect(ClientMessage.Resume.class);

    stage.say(new ServerMessage.SignInRefused(Reason.BUSY, 2_000));
    stage.advance(Duration.ofMillis(1_999));
    int before = stage.server.connects();
    stage.advance(Duration.ofMillis(1));

    assertEquals(before + 1, stage.server.connects());
    assertTrue(stage.events(ClientEvent.SignInRefused.class).isEmpty());
  }

  @Test
  void aWrongPasswordIsToldAndTheNextIsTried() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.typePassword();
    stage.server.expect(ClientMessage.SignIn.class);
    stage.say(new ServerMessage.SignInRefused(Reason.SIGN_IN_REFUSED, 500));

    assertEquals(
        new ClientEvent.SignInRefused(Reason.SIGN_IN_REFUSED, Duration.ofMillis(500)),
        stage.events(ClientEvent.SignInRefused.class).get(0));
    stage.typePassword();
    stage.server.expect(ClientMessage.SignIn.class);
  }

  @Test
  void nobodySigningInLetsGoOfTheConnection() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.advance(Duration.ofSeconds(8));

    assertTrue(stage.links().contains(new LinkState.Parked()));
    assertFalse(stage.server.isConnected());
    stage.typePassword();
    stage.welcome();
    stage.server.expect(ClientMessage.SignIn.class);
  }

  @Test
  void aRestartWithTheVaultResumesAndSendsNoPassword() {
    Stage first = new Stage(vaults()).signedIn();
    first.session.close();
    first.loop.run();

    Stage second = again(first);
    second.typePassword();

    ClientMessage.Resume resume = second.server.expect(ClientMessage.Resume.class);
    assertEquals(Stage.ALICES_DEVICE, resume.device());
    assertEquals(Stage.token(1), resume.token());
  }

  @Test
  void aRestartWithARefusedTokenSignsInAsTheSameDevice() {
    Stage first = new Stage(vaults()).signedIn();
    first.session.close();
    first.loop.run();
    Stage second = again(first);
    second.typePassword();
    second.server.expect(ClientMessage.Resume.class);

    second.say(new ServerMessage.SignInRefused(Reason.TOKEN_REFUSED, 0));

    assertEquals(
        Optional.of(Stage.ALICES_DEVICE),
        second.server.expect(ClientMessage.SignIn.class).device());
  }

  @Test
  void anotherServerOfTheSameNameGetsNoDeviceAndANewVault() {
    Stage first = new Stage(vaults()).signedIn();
    first.session.close();
    first.loop.run();
    // A new server behind the same address, whose key the user has accepted.
    Stage second = new Stage(vaults());
    second.trustServer();
    second.start();
    second.welcome();
    second.typePassword();
    second.server.expect(ClientMessage.Resume.class);
    second.say(new ServerMessage.SignInRefused(Reason.TOKEN_REFUSED, 0));
    assertEquals(Optional.empty(), second.server.expect(ClientMessage.SignIn.class).device());

    second.saySignedIn();

    assertEquals(List.of("vault-set-aside"), second.problems());
    assertTrue(second.events(ClientEvent.ConversationChanged.class).isEmpty());
    second.session.close();
    second.loop.run();
  }

  /** Signed in with a password that does not open what is stored. */
  private Stage withPasswordChangedElsewhere() {
    Stage first = new Stage(vaults()).signedIn();
    first.send("written before the change");
    first.session.close();
    first.loop.run();
    Stage second = again(first);
    second.session.signIn("alice", "the new password 2026".toCharArray());
    second.loop.run();
    assertEquals(Optional.empty(), second.server.expect(ClientMessage.SignIn.class).device());
    second.say(
        new ServerMessage.SignedIn(
            Stage.ALICE,
            "alice",
            new DeviceId(12),
            second.connection,
            second.token,
            List.of(Stage.SUITE)));
    return second;
  }

  private static ClientEvent.VaultQuestion lastQuestion(Stage stage) {
    List<ClientEvent.VaultQuestion> all = stage.events(ClientEvent.VaultQuestion.class);
    return all.get(all.size() - 1);
  }

  @Test
  void theOldPasswordOpensTheVaultForTheNewOneAndTheOutboxGoesOn() {
    Stage second = withPasswordChangedElsewhere();
    assertEquals(
        new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 0), lastQuestion(second));

    char[] wrong = "not the old one either".toCharArray();
    second.session.openOldVault(wrong);
    second.loop.run();
    assertArrayEquals(new char[wrong.length], wrong);
    assertEquals(1, lastQuestion(second).wrongPasswords());
    assertTrue(second.events(ClientEvent.SignedIn.class).isEmpty());

    second.session.openOldVault(Stage.PASSWORD.toCharArray());
    second.loop.run();
    second.server.takeAll();
    second.advance(Duration.ofSeconds(31));
    second.welcome();
    assertEquals(
        Stage.ALICES_DEVICE,
        second.server.expect(ClientMessage.Resume.class).device(),
        "the device the vault belongs to, not the one made for the question");
    second.say(new ServerMessage.SignInRefused(Reason.TOKEN_REFUSED, 0));
    assertEquals(
        Optional.of(Stage.ALICES_DEVICE),
        second.server.expect(ClientMessage.SignIn.class).device());
    second.saySignedIn();
    second.sayConversation(0);
    second.sayKey(1, 30_000);
    assertEquals(1, second.sends().size());
    assertEquals(List.of(), second.problems());
    second.session.close();
    second.loop.run();

    assertTrue(
        vaults().open("alice", "the new password 2026".toCharArray())
            instanceof Vaults.Unlocking.Opened);
  }

  @Test
  void aLostConnectionWhileTheUserThinksLosesNothing() {
    Stage second = withPasswordChangedElsewhere();
    second.server.drop();
    second.loop.run();
    second.session.beginNewVault();
    second.loop.run();
    second.server.takeAll();
    second.advance(Duration.ofSeconds(31));
    second.welcome();
    second.server.expect(ClientMessage.SignIn.class);
    second.saySignedIn();

    assertEquals(List.of("vault-set-aside"), second.problems());
    assertEquals(1, second.events(ClientEvent.SignedIn.class).size());
    second.session.close();
    second.loop.run();
  }

  @Test
  void aPasswordChangedElsewhereBeginsAnEmptyVaultBesideTheOldOneIfTheUserWants() {
    Stage second = withPasswordChangedElsewhere();
    assertTrue(second.events(ClientEvent.SignedIn.class).isEmpty());
    second.session.beginNewVault();
    second.loop.run();
    assertEquals(List.of("vault-set-aside"), second.problems());
    assertEquals(1, second.events(ClientEvent.SignedIn.class).size());
    second.session.close();
    second.loop.run();

    assertTrue(
        vaults().open("alice", "the new password 2026".toCharArray())
            instanceof Vaults.Unlocking.Opened);
  }

  @Test
  void theVaultOfAnotherProgramIsNotOpened() {
    Stage first = new Stage(vaults()).signedIn();

    Stage second = again(first);
    second.typePassword();

    assertEquals(List.of("vault-in-use"), second.problems());
    assertTrue(second.server.takeAll().isEmpty());
    first.session.close();
    first.loop.run();
  }

  @Test
  void waitingMessagesSurviveARestartWithTheirIds() {
    Stage first = new Stage(vaults()).signedIn();
    var id = first.send("written before the crash");
    first.session.close();
    first.loop.run();
    Stage second = again(first);
    second.typePassword();
    second.server.expect(ClientMessage.Resume.class);
    second.saySignedIn();
    second.sayConversation(0);
    second.sayKey(3, 30_000);

    assertEquals(id, second.sends().get(0).id());
    second.session.close();
    second.loop.run();
  }

  @Test
  void aChangedPasswordOpensTheVaultAndTheOldOneDoesNot() {
    Stage stage = new Stage(vaults()).signedIn();
    stage.session.changePassword(
        Stage.PASSWORD.toCharArray(), "a replacement of 2026".toCharArray());
    stage.loop.run();
    assertEquals(
        "a replacement of 2026",
        stage.server.expect(ClientMessage.ChangePassword.class).replacement().value());
    stage.say(new ServerMessage.PasswordChanged(Stage.token(9)));
    assertEquals(1, stage.events(ClientEvent.PasswordChanged.class).size());
    stage.session.close();
    stage.loop.run();

    assertTrue(
        vaults().open("alice", Stage.PASSWORD.toCharArray())
            instanceof Vaults.Unlocking.OtherPassword);
    assertTrue(
        vaults().open("alice", "a replacement of 2026".toCharArray())
            instanceof Vaults.Unlocking.Opened);
  }

  @Test
  void aRefusedChangeLeavesTheOldPasswordOnly() {
    Stage stage = new Stage(vaults()).signedIn();
    stage.session.changePassword(
        "not the right one".toCharArray(), "a replacement of 2026".toCharArray());
    stage.loop.run();
    stage.server.expect(ClientMessage.ChangePassword.class);
    stage.say(new ServerMessage.Refused(0, Optional.empty(), Reason.SIGN_IN_REFUSED, 0));
    assertEquals(List.of("sign-in-refused"), stage.problems());
    stage.session.close();
    stage.loop.run();

    assertTrue(
        vaults().open("alice", "a replacement of 2026".toCharArray())
            instanceof Vaults.Unlocking.OtherPassword);
  }

  @Test
  void signingOutForgetsTheToken() {
    Stage stage = new Stage(vaults()).signedIn();
    stage.session.signOut();
    stage.loop.run();
    stage.server.expect(ClientMessage.SignOut.class);
    stage.server.close(4403);
    stage.advance(Duration.ofSeconds(2));
    LinkState last = stage.links().get(stage.links().size() - 1);
    assertEquals(LinkState.End.SIGNED_OUT, ((LinkState.Ended) last).end());

    Stage second = again(stage);
    second.typePassword();
    second.server.expect(ClientMessage.SignIn.class);
  }

  @Test
  void aRegistrationWhoseAnswerWasLostBecomesASignIn() {
    Stage stage = new Stage();
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.session.register("alice", Stage.PASSWORD.toCharArray(), Optional.empty());
    stage.loop.run();
    stage.server.expect(ClientMessage.Register.class);
    stage.server.drop();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();
    stage.server.expect(ClientMessage.Register.class);

    stage.say(new ServerMessage.SignInRefused(Reason.NAME_TAKEN, 0));

    assertEquals("alice", stage.server.expect(ClientMessage.SignIn.class).username());
  }

  @Test
  void theSameDeviceElsewhereEndsThisOneForGood() {
    Stage stage = new Stage().signedIn();
    int before = stage.server.connects();
    stage.server.close(4409);
    stage.advance(Duration.ofMinutes(5));

    LinkState last = stage.links().get(stage.links().size() - 1);
    assertEquals(LinkState.End.REPLACED, ((LinkState.Ended) last).end());
    assertEquals(before, stage.server.connects());
  }

  /** The same server, the same home, a new program. */
  private Stage again(Stage first) {
    Stage second = new Stage(vaults());
    second.server.becomes(first.identity);
    second.known.pin("chat.example.org:8443", first.identity.presented().fingerprint());
    second.start();
    second.welcome();
    return second;
  }

  private static char[] hex(SecretBytes secret) {
    return secret.use(bytes -> HexFormat.of().formatHex(bytes).toCharArray());
  }

  @Test
  void aSecretOfTheKeyringSignsInWithoutAPassword() {
    SecretBytes secret = SecretBytes.random(32, Stage.RANDOM);
    Stage before = new Stage(vaults()).signedIn();
    before.session.keep(secret.copy());
    before.loop.run();
    before.session.close();
    before.loop.run();

    Stage stage = new Stage(vaults());
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.session.signInKept("alice", hex(secret));
    stage.loop.run();
    assertEquals(Stage.token(1), stage.server.expect(ClientMessage.Resume.class).token());
  }

  @Test
  void whereTheServerWantsAPasswordTheSecretIsNotSent() {
    SecretBytes secret = SecretBytes.random(32, Stage.RANDOM);
    Stage before = new Stage(vaults()).signedIn();
    before.session.keep(secret.copy());
    before.loop.run();
    before.session.close();
    before.loop.run();

    Stage stage = new Stage(vaults());
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.session.signInKept("alice", hex(secret));
    stage.loop.run();
    stage.server.takeAll();
    stage.say(new ServerMessage.SignInRefused(Reason.TOKEN_REFUSED, 0));
    assertEquals(
        List.of(Reason.TOKEN_REFUSED),
        stage.events(ClientEvent.SignInRefused.class).stream()
            .map(ClientEvent.SignInRefused::reason)
            .toList());
    assertTrue(stage.server.takeAll().isEmpty());
  }

  @Test
  void aSecretThatOpensNothingChangesNothing() {
    Stage before = new Stage(vaults()).signedIn();
    before.session.close();
    before.loop.run();

    Stage stage = new Stage(vaults());
    stage.trustServer();
    stage.start();
    stage.welcome();
    stage.session.signInKept("alice", "ab".repeat(32).toCharArray());
    stage.loop.run();
    assertEquals(List.of(Trouble.VAULT_KEPT_SECRET.reason()), stage.problems());
    assertTrue(stage.server.takeAll().isEmpty());
    stage.session.signIn("alice", Stage.PASSWORD.toCharArray());
    stage.loop.run();
    stage.advance(Duration.ofSeconds(31));
    stage.welcome();
    assertEquals(Stage.token(1), stage.server.expect(ClientMessage.Resume.class).token());
  }
}
