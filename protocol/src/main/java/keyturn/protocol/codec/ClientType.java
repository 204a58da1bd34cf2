package keyturn.protocol.codec;

import java.util.Arrays;
import java.util.Optional;

/** The type codes of client messages, 1 to 127 (docs/spec/messages.md#type-codes). */
enum ClientType {
  SIGN_IN(1, "sign-in", 4),
  RESUME(2, "resume", 2),
  REGISTER(3, "register", 4),
  SIGN_OUT(4, "sign-out", 0),
  CHANGE_PASSWORD(5, "change-password", 2),
  LIST_DEVICES(6, "list-devices", 1),
  RENAME_DEVICE(7, "rename-device", 3),
  REVOKE_DEVICE(8, "revoke-device", 2),
  SET_PRESENCE(16, "set-presence", 1),
  OPEN_CONVERSATION(32, "open-conversation", 3),
  LEAVE_CONVERSATION(33, "leave-conversation", 1),
  WATCH(34, "watch", 2),
  NEED_KEY(35, "need-key", 1),
  SEND(48, "send", 6),
  ACKNOWLEDGE(49, "acknowledge", 3),
  HAVE(50, "have", 1);

  private final int code;
  private final String title;
  private final int fields;

  ClientType(int code, String title, int fields) {
    this.code = code;
    this.title = title;
    this.fields = fields;
  }

  static Optional<ClientType> ofCode(long code) {
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
