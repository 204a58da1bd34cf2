package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.Test;

/** Passwords and tokens against the running server. */
interface SigningIn {
  /** 72 bytes: the most that is hashed. */
  String LONGEST = "sixty four characters and eight more make the longest password there is!";

  ServerUnderTest server();

  @Test
  default void wrongPasswordAndUnknownNameGetTheSameAnswer() {
    String name = Names.fresh("ada");
    RawClient.newcomer(server(), name).close();
    try (RawClient one = RawClient.connect(server());
        RawClient other = RawClient.connect(server())) {
      one.send(signIn(name, "not the password of anybody"));
      other.send(signIn(Names.fresh("nobody"), Person.PASSWORD));
      ServerMessage.SignInRefused wrong = one.inbox().await(ServerMessage.SignInRefused.class);
      assertEquals(Reason.SIGN_IN_REFUSED, wrong.reason());
      assertEquals(wrong, other.inbox().await(ServerMessage.SignInRefused.class));
    }
  }

  @Test
  default void passwordBeyondWhatIsHashedIsRefusedAndNeverCut() {
    assertEquals(72, LONGEST.length());
    String name = Names.fresh("ada");
    try (RawClient client = RawClient.connect(server())) {
      client.send(register(name, LONGEST + "?"));
      assertEquals(
          Reason.PASSWORD_NOT_ALLOWED,
          client.inbox().await(ServerMessage.SignInRefused.class).reason());
      client.send(register(name, LONGEST));
      client.signedIn();
    }
    try (RawClient client = RawClient.connect(server())) {
      client.send(signIn(name, LONGEST + "?"));
      assertEquals(
          Reason.PASSWORD_NOT_ALLOWED,
          client.inbox().await(ServerMessage.SignInRefused.class).reason());
      client.send(signIn(name, LONGEST));
      client.signedIn();
    }
  }

  @Test
  default void newPasswordEndsTheOtherDevices() {
    String name = Names.fresh("ada");
    String replacement = "herons beside a noisy harbour";
    try (RawClient here = RawClient.newcomer(server(), name);
        RawClient elsewhere = RawClient.connect(server())) {
      elsewhere.send(signIn(name, Person.PASSWORD));
      ServerMessage.SignedIn ended = elsewhere.signedIn();
      here.send(
          new ClientMessage.ChangePassword(
              new Password(Person.PASSWORD), new Password(replacement)));
      here.inbox().await(ServerMessage.PasswordChanged.class);
      assertEquals(CloseCode.SESSION_ENDED.code(), elsewhere.closeCode());

      try (RawClient again = RawClient.connect(server())) {
        again.send(new ClientMessage.Resume(ended.device(), ended.next()));
        assertEquals(
            Reason.TOKEN_REFUSED, again.inbox().await(ServerMessage.SignInRefused.class).reason());
        again.send(signIn(name, replacement));
        again.signedIn();
      }
    }
  }

  @Test
  default void newestConnectionOfADeviceWins() {
    try (RawClient first = RawClient.newcomer(server(), Names.fresh("ada"));
        RawClient second = RawClient.connect(server())) {
      second.send(new ClientMessage.Resume(first.signedIn().device(), first.signedIn().next()));
      assertEquals(first.signedIn().device(), second.signedIn().device());
      assertEquals(CloseCode.SIGNED_IN_ELSEWHERE.code(), first.closeCode());
    }
  }

  static ClientMessage.SignIn signIn(String name, String password) {
    return new ClientMessage.SignIn(name, new Password(password), Optional.empty(), "raw device");
  }

  static ClientMessage.Register register(String name, String password) {
    return new ClientMessage.Register(name, new Password(password), Optional.empty(), "raw device");
  }
}
