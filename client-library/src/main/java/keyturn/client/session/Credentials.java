package keyturn.client.session;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.message.Password;

/** What a user typed to sign in or to register; wiped when it has been used. */
final class Credentials implements AutoCloseable {
  /** Which of the two. */
  enum Kind {
    SIGN_IN,
    REGISTER,
    /** Instead of a password a secret of the system's keyring, in hex: it opens the vault only. */
    KEPT
  }

  private final Kind kind;
  private final String username;
  private final Optional<String> invitation;
  private final char[] password;

  /** Takes {@code password} over. */
  Credentials(Kind kind, String username, char[] password, Optional<String> invitation) {
    this.kind = kind;
    this.username = username;
    this.password = password;
    this.invitation = invitation;
  }

  Kind kind() {
    return kind;
  }

  String username() {
    return username;
  }

  Optional<String> invitation() {
    return invitation;
  }

  /** For the message that carries it: a string, which only the garbage collector can wipe. */
  Password toSend() {
    return new Password(new String(password));
  }

  /** A copy for the vault's thread, which wipes it. */
  char[] copy() {
    return password.clone();
  }

  /** The secret of the keyring; the caller closes it. */
  SecretBytes secret() {
    return SecretBytes.adopt(HexFormat.of().parseHex(java.nio.CharBuffer.wrap(password)));
  }

  /** The same person, who turns out to have an account. */
  Credentials asSignIn() {
    return new Credentials(Kind.SIGN_IN, username, password.clone(), Optional.empty());
  }

  @Override
  public void close() {
    Arrays.fill(password, '\0');
  }
}
