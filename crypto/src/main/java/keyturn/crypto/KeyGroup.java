package keyturn.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where two ends agree on a fresh secret (docs/spec/suites.md#groups). Codes are those of the IANA
 * registry of TLS groups.
 */
public enum KeyGroup {
  X25519MLKEM768(
      0x11EC,
      HybridExchange.CLIENT_SHARE_BYTES,
      HybridExchange.SERVER_SHARE_BYTES,
      HybridExchange.SECRET_BYTES),
  X25519(0x001D, X25519Exchange.KEY_BYTES, X25519Exchange.KEY_BYTES, X25519Exchange.KEY_BYTES),
  P256(0x0017, P256Exchange.POINT_BYTES, P256Exchange.POINT_BYTES, P256Exchange.SECRET_BYTES),
  FFDHE3072(
      0x0101,
      Ffdhe3072Exchange.ELEMENT_BYTES,
      Ffdhe3072Exchange.ELEMENT_BYTES,
      Ffdhe3072Exchange.ELEMENT_BYTES);

  private final int code;
  private final int clientShareBytes;
  private final int serverShareBytes;
  private final int secretBytes;

  KeyGroup(int code, int clientShareBytes, int serverShareBytes, int secretBytes) {
    this.code = code;
    this.clientShareBytes = clientShareBytes;
    this.serverShareBytes = serverShareBytes;
    this.secretBytes = secretBytes;
  }

  public static Optional<KeyGroup> ofCode(int code) {
    return Arrays.stream(values()).filter(group -> group.code == code).findFirst();
  }

  public static Optional<KeyGroup> ofName(String name) {
    return Arrays.stream(values()).filter(group -> group.name().equals(name)).findFirst();
  }

  public int code() {
    return code;
  }

  public int clientShareBytes() {
    return clientShareBytes;
  }

  public int serverShareBytes() {
    return serverShareBytes;
  }

  public int secretBytes() {
    return secretBytes;
  }

  /** The initiator's first move: a fresh key, which the caller closes. */
  public OfferedShare offer(SecureRandom random) {
    return new OfferedShare(this, exchange().offer(random));
  }

  /**
   * The responder's only move, with a fresh key that is gone afterwards.
   *
   * @param offered {@link #clientShareBytes}, from the peer, any content
   * @throws InvalidShareException as {@link OfferedShare#agree}
   */
  public AnsweredShare answer(Bytes offered, SecureRandom random) throws InvalidShareException {
    if (offered.length() != clientShareBytes) {
      throw new InvalidShareException(this, clientShareBytes, offered.length());
    }
    try {
      return exchange().answer(offered, random);
    } catch (KeyExchange.RefusedShareException e) {
      throw new InvalidShareException(this, clientShareBytes, offered.length());
    }
  }

  private KeyExchange exchange() {
    return switch (this) {
      case X25519MLKEM768 -> new HybridExchange();
      case X25519 -> new X25519Exchange();
      case P256 -> new P256Exchange();
      case FFDHE3072 -> new Ffdhe3072Exchange();
    };
  }

  InvalidShareException invalidAnswer(Bytes answer) {
    return new InvalidShareException(this, serverShareBytes, answer.length());
  }
}
