package keyturn.server.persistence;

import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** How enums are written in the database. */
final class Codes {
  static final String SUPERVISED = "supervised";
  static final String ACTIVE = "active";
  static final String ENDED = "ended";

  private Codes() {}

  static ConversationState state(String code) {
    return switch (code) {
      case ACTIVE -> ConversationState.ACTIVE;
      case ENDED -> ConversationState.ENDED;
      default -> throw new IllegalStateException("unknown state of a conversation: " + code);
    };
  }

  static CipherSuite suite(String code) {
    return CipherSuite.ofName(code)
        .orElseThrow(() -> new IllegalStateException("unknown suite of a conversation: " + code));
  }
}
