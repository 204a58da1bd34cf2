package keyturn.client;

import java.time.Duration;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.KeyGroup;

/** What the status line says about the connection. */
public sealed interface LinkState {
  record Connecting() implements LinkState {}

  /** The tunnel stands; {@code fingerprint} is the server's. */
  record Connected(KeyGroup group, CipherSuite suite, Fingerprint fingerprint)
      implements LinkState {}

  /** The server is reachable and trusted, and nobody is signing in: nothing is held open. */
  record Parked() implements LinkState {}

  /**
   * No connection; the next try comes by itself.
   *
   * @param retryIn from now
   * @param queued messages that wait for it
   */
  record Waiting(Duration retryIn, int queued, LinkLoss cause) implements LinkState {}

  /**
   * Over until somebody signs in again.
   *
   * @param text in English; may name both sides' lists where they have nothing in common
   */
  record Ended(End end, String text) implements LinkState {}

  /** Why a link ended for good. */
  enum End {
    SIGNED_OUT,
    /** The same device signed in elsewhere. */
    REPLACED,
    /** Account disabled, password changed elsewhere, device revoked. */
    REVOKED,
    /** The user did not trust the server. */
    UNTRUSTED,
    /** Client and server have no version, group or suite in common. */
    INCOMPATIBLE,
    /** A peer broke the protocol: one of the two programs is at fault, or somebody in between. */
    PROTOCOL,
    /** Only a SOCKS proxy would be left, and Java silently goes round it. */
    SOCKS_PROXY,
    CLOSED
  }
}
