package keyturn.protocol.codec;

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

/** The fields of each client message, in order (docs/spec/messages.md#client-messages). */
final class ClientMessageWriter implements ClientMessage.Handler {
  private final CborWriter out;

  ClientMessageWriter(CborWriter out) {
    this.out = out;
  }

  @Override
  public void onSignIn(SignIn message) {
    message(
        ClientType.SIGN_IN,
        () ->
            out.text(message.username())
                .text(message.password().value())
                .optional(message.device(), device -> out.number(device.value()))
                .text(message.deviceName()));
  }

  @Override
  public void onResume(Resume message) {
    message(
        ClientType.RESUME,
        () -> out.number(message.device().value()).bytes(message.token().value()));
  }

  @Override
  public void onRegister(Register message) {
    message(
        ClientType.REGISTER,
        () ->
            out.text(message.username())
                .text(message.password().value())
                .optional(message.invitation(), out::text)
                .text(message.deviceName()));
  }

  @Override
  public void onChangePassword(ChangePassword message) {
    message(
        ClientType.CHANGE_PASSWORD,
        () -> out.text(message.current().value()).text(message.replacement().value()));
  }

  @Override
  public void onSignOut(SignOut message) {
    message(ClientType.SIGN_OUT, () -> {});
  }

  @Override
  public void onListDevices(ListDevices message) {
    message(ClientType.LIST_DEVICES, () -> out.number(message.request()));
  }

  @Override
  public void onRenameDevice(RenameDevice message) {
    message(
        ClientType.RENAME_DEVICE,
        () -> out.number(message.request()).number(message.device().value()).text(message.name()));
  }

  @Override
  public void onRevokeDevice(RevokeDevice message) {
    message(
        ClientType.REVOKE_DEVICE,
        () -> out.number(message.request()).number(message.device().value()));
  }

  @Override
  public void onSetPresence(SetPresence message) {
    message(ClientType.SET_PRESENCE, () -> out.text(WireNames.of(message.presence())));
  }

  @Override
  public void onOpenConversation(OpenConversation message) {
    message(
        ClientType.OPEN_CONVERSATION,
        () ->
            out.number(message.request())
                .text(message.with())
                .optional(message.suite(), suite -> out.text(suite.name())));
  }

  @Override
  public void onLeaveConversation(LeaveConversation message) {
    message(ClientType.LEAVE_CONVERSATION, () -> out.number(message.conversation().value()));
  }

  @Override
  public void onWatch(Watch message) {
    message(
        ClientType.WATCH,
        () -> out.number(message.conversation().value()).flag(message.watching()));
  }

  @Override
  public void onNeedKey(NeedKey message) {
    message(ClientType.NEED_KEY, () -> out.number(message.conversation().value()));
  }

  @Override
  public void onSend(Send message) {
    message(
        ClientType.SEND,
        () ->
            out.number(message.conversation().value())
                .bytes(message.id().value())
                .number(message.number())
                .number(message.epoch())
                .number(message.counter())
                .bytes(message.sealed()));
  }

  @Override
  public void onAcknowledge(Acknowledge message) {
    message(
        ClientType.ACKNOWLEDGE,
        () ->
            out.number(message.conversation().value())
                .number(message.delivered())
                .number(message.read()));
  }

  @Override
  public void onHave(Have message) {
    message(ClientType.HAVE, () -> out.list(message.places(), this::place));
  }

  private void place(Place place) {
    out.array(
        3,
        () ->
            out.number(place.conversation().value())
                .number(place.sequence())
                .bytes(place.id().value()));
  }

  private void message(ClientType type, Runnable fields) {
    out.array(
        1 + type.fields(),
        () -> {
          out.number(type.code());
          fields.run();
        });
  }
}
