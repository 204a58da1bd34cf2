package keyturn.protocol.codec;

import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ClientMessage.ChangePassword;
import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.ClientMessage.LeaveConversation;
import keyturn.protocol.message.ClientMessage.ListDevices;
import keyturn.protocol.message.ClientMessage.NeedKey;
import keyturn.protocol.message.ClientMessage.OpenConversation;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.ClientMessage.Register;
import keyturn.protocol.message.ClientMessage.RenameDevice;
import keyturn.protocol.message.ClientMessage.Resume;
import keyturn.protocol.message.ClientMessage.RevokeDevice;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.ClientMessage.SetPresence;
import keyturn.protocol.message.ClientMessage.SignIn;
import keyturn.protocol.message.ClientMessage.SignOut;
import keyturn.protocol.message.ClientMessage.Watch;
import keyturn.protocol.message.Password;

/** The fields of each client message, in order (docs/spec/messages.md#client-messages). */
final class ClientMessageReader {
  private ClientMessageReader() {}

  static ClientMessage read(CborReader in, ClientType type) throws MalformedMessageException {
    return switch (type) {
      case SIGN_IN ->
          new SignIn(
              in.text("username"),
              new Password(in.text("password")),
              in.optional("device", Fields::device),
              in.text("device name"));
      case RESUME -> new Resume(Fields.device(in, "device"), Fields.token(in, "token"));
      case REGISTER ->
          new Register(
              in.text("username"),
              new Password(in.text("password")),
              in.optional("invitation", CborReader::text),
              in.text("device name"));
      case SIGN_OUT -> new SignOut();
      case CHANGE_PASSWORD ->
          new ChangePassword(
              new Password(in.text("current")), new Password(in.text("replacement")));
      case LIST_DEVICES -> new ListDevices(in.number("request"));
      case RENAME_DEVICE ->
          new RenameDevice(in.number("request"), Fields.device(in, "device"), in.text("name"));
      case REVOKE_DEVICE -> new RevokeDevice(in.number("request"), Fields.device(in, "device"));
      case SET_PRESENCE -> new SetPresence(Fields.presence(in, "presence"));
      case OPEN_CONVERSATION ->
          new OpenConversation(
              in.number("request"), in.text("with"), in.optional("suite", Fields::suite));
      case LEAVE_CONVERSATION -> new LeaveConversation(Fields.conversation(in, "conversation"));
      case WATCH -> new Watch(Fields.conversation(in, "conversation"), in.flag("watching"));
      case NEED_KEY -> new NeedKey(Fields.conversation(in, "conversation"));
      case SEND ->
          new Send(
              Fields.conversation(in, "conversation"),
              Fields.messageId(in, "id"),
              in.number("number"),
              in.number("epoch"),
              in.number("counter"),
              in.bytes("sealed"));
      case ACKNOWLEDGE ->
          new Acknowledge(
              Fields.conversation(in, "conversation"), in.number("delivered"), in.number("read"));
      case HAVE -> new Have(in.list("places", ClientMessageReader::place));
    };
  }

  private static Place place(CborReader in, String field) throws MalformedMessageException {
    in.openArray(field);
    Place place =
        new Place(
            Fields.conversation(in, "conversation"),
            in.number("sequence"),
            Fields.messageId(in, "id"));
    in.closeArray();
    return place;
  }
}
