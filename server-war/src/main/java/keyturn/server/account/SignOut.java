package keyturn.server.account;

import java.util.Optional;
import java.util.function.Consumer;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;

/** Signing out: the device's token ends, then the connection. Never blocks. */
public final class SignOut {
  private final AccountParts parts;

  public SignOut(AccountParts parts) {
    this.parts = parts;
  }

  public void signOut(Session session) {
    // Closed only once the token has ended: who sees the close may rely on it.
    Consumer<Refused> refuse =
        refused ->
            session.push(
                new ServerMessage.Refused(
                    0, Optional.empty(), refused.reason(), refused.retryAfter().toMillis()));
    parts.onDatabase(
        refuse,
        () -> {
          parts.devices().revoke(session.device(), parts.now());
          session.close(SessionEnd.SIGNED_OUT);
        });
  }
}
