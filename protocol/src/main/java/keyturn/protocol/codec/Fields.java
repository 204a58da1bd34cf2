package keyturn.protocol.codec;

import java.util.function.Function;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.Token;

/** The field types that several messages have (docs/spec/messages.md#fields). */
final class Fields {
  private Fields() {}

  static UserId user(CborReader in, String field) throws MalformedMessageException {
    return new UserId(in.number(field));
  }

  static DeviceId device(CborReader in, String field) throws MalformedMessageException {
    return new DeviceId(in.number(field));
  }

  static ConversationId conversation(CborReader in, String field) throws MalformedMessageException {
    return new ConversationId(in.number(field));
  }

  static MessageId messageId(CborReader in, String field) throws MalformedMessageException {
    return new MessageId(in.bytes(field));
  }

  static ConnectionId connection(CborReader in, String field) throws MalformedMessageException {
    return new ConnectionId(in.bytes(field));
  }

  static Token token(CborReader in, String field) throws MalformedMessageException {
    return new Token(in.bytes(field));
  }

  static CipherSuite suite(CborReader in, String field) throws MalformedMessageException {
    return word(in, field, CipherSuite.values(), CipherSuite::name);
  }

  static Presence presence(CborReader in, String field) throws MalformedMessageException {
    return word(in, field, Presence.values(), WireNames::of);
  }

  static Reason reason(CborReader in, String field) throws MalformedMessageException {
    return word(in, field, Reason.values(), WireNames::of);
  }

  static RegistrationPolicy registration(CborReader in, String field)
      throws MalformedMessageException {
    return word(in, field, RegistrationPolicy.values(), WireNames::of);
  }

  static ConversationState state(CborReader in, String field) throws MalformedMessageException {
    return word(in, field, ConversationState.values(), WireNames::of);
  }

  private static <E> E word(CborReader in, String field, E[] values, Function<E, String> wireName)
      throws MalformedMessageException {
    String word = in.text(field);
    return WireNames.find(values, wireName, word)
        .orElseThrow(() -> in.malformed(field, "a known word", "another"));
  }
}
