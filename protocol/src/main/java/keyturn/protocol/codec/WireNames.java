package keyturn.protocol.codec;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** The words on the wire, written out: renaming a constant must not change the protocol. */
final class WireNames {
  private WireNames() {}

  static String of(Presence presence) {
    return switch (presence) {
      case OFFLINE -> "offline";
      case AVAILABLE -> "available";
      case BUSY -> "busy";
      case AWAY -> "away";
      case INVISIBLE -> "invisible";
    };
  }

  static String of(RegistrationPolicy policy) {
    return switch (policy) {
      case OPEN -> "open";
      case INVITE -> "invite";
      case CLOSED -> "closed";
      case FIRST_LOGIN -> "first-login";
    };
  }

  static String of(ConversationState state) {
    return switch (state) {
      case ACTIVE -> "active";
      case ENDED -> "ended";
    };
  }

  static String of(Reason reason) {
    return switch (reason) {
      case SIGN_IN_REFUSED -> "sign-in-refused";
      case TOO_MANY_ATTEMPTS -> "too-many-attempts";
      case BUSY -> "busy";
      case TOKEN_REFUSED -> "token-refused";
      case REGISTRATION_CLOSED -> "registration-closed";
      case INVITATION_REFUSED -> "invitation-refused";
      case NAME_TAKEN -> "name-taken";
      case NAME_NOT_ALLOWED -> "name-not-allowed";
      case PASSWORD_NOT_ALLOWED -> "password-not-allowed";
      case UNKNOWN_PERSON -> "unknown-person";
      case SUITE_NOT_ALLOWED -> "suite-not-allowed";
      case NOT_A_MEMBER -> "not-a-member";
      case CONVERSATION_ENDED -> "conversation-ended";
      case EPOCH_OVER -> "epoch-over";
      case OUT_OF_ORDER -> "out-of-order";
      case NOT_ACCEPTED -> "not-accepted";
      case QUEUE_FULL -> "queue-full";
      case TRY_AGAIN -> "try-again";
      case NOT_ALLOWED -> "not-allowed";
    };
  }

  static <E> Optional<E> find(E[] values, Function<E, String> wireName, String word) {
    return Arrays.stream(values).filter(value -> wireName.apply(value).equals(word)).findFirst();
  }
}
