package keyturn.protocol.codec;

import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.Agreed;
import keyturn.protocol.message.ServerMessage.Agreement;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.message.ServerMessage.Devices;
import keyturn.protocol.message.ServerMessage.Member;
import keyturn.protocol.message.ServerMessage.OwnDevice;
import keyturn.protocol.message.ServerMessage.PasswordChanged;
import keyturn.protocol.message.ServerMessage.People;
import keyturn.protocol.message.ServerMessage.Person;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import keyturn.protocol.message.ServerMessage.Refused;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.protocol.message.ServerMessage.SignInRefused;
import keyturn.protocol.message.ServerMessage.SignedIn;
import keyturn.protocol.message.ServerMessage.Welcome;

/** The fields of each server message, in order (docs/spec/messages.md#server-messages). */
final class ServerMessageReader {
  private ServerMessageReader() {}

  static ServerMessage read(CborReader in, ServerType type) throws MalformedMessageException {
    return switch (type) {
      case WELCOME -> welcome(in);
      case SIGNED_IN ->
          new SignedIn(
              Fields.user(in, "user"),
              in.text("username"),
              Fields.device(in, "device"),
              Fields.connection(in, "connection"),
              Fields.token(in, "next"),
              in.list("suites", Fields::suite));
      case SIGN_IN_REFUSED ->
          new SignInRefused(Fields.reason(in, "reason"), in.number("retry after"));
      case PASSWORD_CHANGED -> new PasswordChanged(Fields.token(in, "next"));
      case DEVICES ->
          new Devices(in.number("request"), in.list("devices", ServerMessageReader::ownDevice));
      case PEOPLE -> new People(in.list("people", ServerMessageReader::person));
      case CONVERSATION ->
          new Conversation(
              in.number("request"),
              Fields.conversation(in, "conversation"),
              Fields.state(in, "state"),
              Fields.suite(in, "suite"),
              in.list("members", ServerMessageReader::member),
              in.number("last sequence"));
      case CONVERSATION_KEY ->
          new ConversationKey(
              Fields.conversation(in, "conversation"),
              in.number("epoch"),
              Fields.suite(in, "suite"),
              new EpochSecret(in.bytes("key")),
              in.number("remaining"));
      case ACCEPTED -> new Accepted(in.list("sends", ServerMessageReader::acceptedSend));
      case SEND_REFUSED ->
          new SendRefused(
              Fields.conversation(in, "conversation"),
              Fields.messageId(in, "id"),
              in.number("number"),
              Fields.reason(in, "reason"));
      case DELIVER -> deliver(in);
      case RECEIPTS -> new Receipts(in.list("receipts", ServerMessageReader::receipt));
      case AGREED -> new Agreed(in.list("conversations", ServerMessageReader::agreement));
      case REFUSED ->
          new Refused(
              in.number("request"),
              in.optional("conversation", Fields::conversation),
              Fields.reason(in, "reason"),
              in.number("retry after"));
    };
  }

  private static Welcome welcome(CborReader in) throws MalformedMessageException {
    return new Welcome(
        Fields.registration(in, "registration"), in.smallNumber("min password characters"));
  }

  private static Deliver deliver(CborReader in) throws MalformedMessageException {
    return new Deliver(
        Fields.conversation(in, "conversation"),
        in.number("sequence"),
        Fields.messageId(in, "id"),
        Fields.user(in, "sender"),
        Fields.device(in, "sender device"),
        Fields.connection(in, "connection"),
        in.number("epoch"),
        in.number("counter"),
        in.bytes("sealed"),
        in.number("accepted at"),
        in.number("age"));
  }

  private static OwnDevice ownDevice(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    OwnDevice device =
        new OwnDevice(
            Fields.device(in, "device"),
            in.text("name"),
            in.number("added"),
            in.number("last seen"),
            in.flag("connected"));
    in.closeArray();
    return device;
  }

  private static Person person(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    Person person =
        new Person(Fields.user(in, "user"), in.text("name"), Fields.presence(in, "presence"));
    in.closeArray();
    return person;
  }

  private static Member member(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    Member member = new Member(Fields.user(in, "user"), in.text("name"));
    in.closeArray();
    return member;
  }

  private static AcceptedSend acceptedSend(CborReader in, String field)
      throws MalformedMessageException {
    in.openArray(field);
    AcceptedSend send =
        new AcceptedSend(
            Fields.conversation(in, "conversation"),
            Fields.messageId(in, "id"),
            in.number("sequence"),
            in.number("accepted at"));
    in.closeArray();
    return send;
  }

  private static Agreement agreement(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    Agreement agreement =
        new Agreement(
            Fields.conversation(in, "conversation"), in.optional("sequence", CborReader::number));
    in.closeArray();
    return agreement;
  }

  private static Receipt receipt(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    Receipt receipt =
        new Receipt(
            Fields.conversation(in, "conversation"),
            Fields.user(in, "user"),
            Fields.device(in, "device"),
            in.number("delivered"),
            in.number("read"));
    in.closeArray();
    return receipt;
  }
}
