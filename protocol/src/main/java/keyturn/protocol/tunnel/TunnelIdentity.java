package keyturn.protocol.tunnel;

import keyturn.crypto.SigningKey;

/** The server's tunnel identity key and how it is presented. */
public record TunnelIdentity(SigningKey key, ServerIdentity presented) {
  public TunnelIdentity {
    if (!presented.spki().equals(key.publicKey())) {
      throw new IllegalArgumentException("the presented identity is of another key");
    }
  }

  /** Presents the bare key, without certificates. */
  public static TunnelIdentity ofKey(SigningKey key) {
    return new TunnelIdentity(key, ServerIdentity.ofKey(key.publicKey()));
  }
}
