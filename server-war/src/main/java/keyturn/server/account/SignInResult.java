package keyturn.server.account;

import java.time.Duration;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.Token;

/** How a sign-in or registration went. */
public sealed interface SignInResult {
  /**
   * The sign-in holds.
   *
   * @param next the resume token for the next time
   */
  record Granted(UserId user, String username, DeviceId device, Token next)
      implements SignInResult {}

  /**
   * It is refused.
   *
   * @param retryAfter zero where waiting does not help
   */
  record Refused(Reason reason, Duration retryAfter) implements SignInResult {
    public Refused(Reason reason) {
      this(reason, Duration.ZERO);
    }
  }
}
