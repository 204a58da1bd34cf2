package keyturn.protocol.codec;

import java.util.Arrays;
import java.util.Optional;

/** The type codes of server messages, 129 to 255 (docs/spec/messages.md#type-codes). */
enum ServerType {
  WELCOME(129, "welcome", 2),
  SIGNED_IN(130, "signed-in", 6),
  SIGN_IN_REFUSED(131, "sign-in-refused", 2),
  PASSWORD_CHANGED(132, "password-changed", 1),
  DEVICES(133, "devices", 2),
  PEOPLE(144, "people", 1),
  CONVERSATION(160, "conversation", 6),
  CONVERSATION_KEY(161, "conversation-key", 5),
  ACCEPTED(176, "accepted", 1),
  SEND_REFUSED(177, "send-refused", 4),
  DELIVER(178, "deliver", 11),
  RECEIPTS(179, "receipts", 1),
  AGREED(180, "agreed", 1),
  REFUSED(224, "refused", 4);

  private final int code;
  private final String title;
  private final int fields;

  ServerType(int code, String title, int fields) {
    this.code = code;
    this.title = title;
    this.fields = fields;
  }

  static Optional<ServerType> ofCode(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  int code() {
    return code;
  }

  /** As the specification calls it; names the message in errors. */
  String title() {
    return title;
  }

  int fields() {
    return fields;
  }
}
