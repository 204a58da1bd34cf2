package keyturn.server.websocket;

import java.util.function.Consumer;
import keyturn.protocol.message.ClientMessage;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;

/**
 * What a connection asks for. Called in order for each connection, on threads that serve all of
 * them: nothing here waits.
 */
public interface UseCases {
  /**
   * Tries one sign-in.
   *
   * @param attempt of the kind {@link MessageKind#SIGN_IN}
   * @param answer is told the result once, on any thread
   */
  void signIn(ClientAddress address, ClientMessage attempt, Consumer<SignInResult> answer);

  /**
   * The sign-in was answered: sends people, conversations and what waits.
   *
   * @param then called once, on any thread, when the session may ask for something
   */
  void signedIn(Session session, Runnable then);

  /** After {@link #signedIn}, when the session is over. */
  void signedOut(Session session);

  /**
   * Does what a signed-in client asks.
   *
   * @param request of the kind {@link MessageKind#REQUEST}
   */
  void handle(Session session, ClientMessage request);
}
