package keyturn.client.session;

import keyturn.protocol.message.Reason;

/** What a refusal means, for people. */
public final class Refusals {
  private Refusals() {}

  public static String text(Reason reason) {
    return switch (reason) {
      case SIGN_IN_REFUSED -> "The name or the password is wrong.";
      case TOO_MANY_ATTEMPTS -> "Too many attempts. Wait a while before the next.";
      case BUSY -> "The server is busy. Try again in a moment.";
      case TOKEN_REFUSED -> "The session has ended. Sign in with your password.";
      case REGISTRATION_CLOSED -> "New accounts are made by the administrator of this server.";
      case INVITATION_REFUSED -> "The invitation is not valid, or has been used.";
      case NAME_TAKEN -> "This name is taken.";
      case NAME_NOT_ALLOWED -> "This name cannot be used.";
      case PASSWORD_NOT_ALLOWED ->
          "This password cannot be used: too short, too long, too common, or like the name.";
      case UNKNOWN_PERSON -> "There is nobody of this name.";
      case SUITE_NOT_ALLOWED -> "The administrator does not allow this cipher suite.";
      case NOT_A_MEMBER -> "You are not in this conversation.";
      case CONVERSATION_ENDED -> "The conversation has ended.";
      case EPOCH_OVER, OUT_OF_ORDER, TRY_AGAIN -> "The message waits for the next try.";
      case NOT_ACCEPTED -> "The server could not accept the message.";
      case QUEUE_FULL -> "Too many messages wait for the other person.";
      case NOT_ALLOWED -> "This is not allowed here.";
    };
  }
}
