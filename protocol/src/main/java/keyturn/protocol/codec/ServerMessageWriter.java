package keyturn.protocol.codec;

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
final class ServerMessageWriter implements ServerMessage.Handler {
  private final CborWriter out;

  ServerMessageWriter(CborWriter out) {
    this.out = out;
  }

  @Override
  public void onWelcome(Welcome message) {
    message(
        ServerType.WELCOME,
        () ->
            out.text(WireNames.of(message.registration())).number(message.minPasswordCharacters()));
  }

  @Override
  public void onSignedIn(SignedIn message) {
    message(
        ServerType.SIGNED_IN,
        () ->
            out.number(message.user().value())
                .text(message.username())
                .number(message.device().value())
                .bytes(message.connection().value())
                .bytes(message.next().value())
                .list(message.suites(), suite -> out.text(suite.name())));
  }

  @Override
  public void onSignInRefused(SignInRefused message) {
    message(
        ServerType.SIGN_IN_REFUSED,
        () -> out.text(WireNames.of(message.reason())).number(message.retryAfterMillis()));
  }

  @Override
  public void onPasswordChanged(PasswordChanged message) {
    message(ServerType.PASSWORD_CHANGED, () -> out.bytes(message.next().value()));
  }

  @Override
  public void onDevices(Devices message) {
    message(
        ServerType.DEVICES,
        () -> out.number(message.request()).list(message.devices(), this::ownDevice));
  }

  @Override
  public void onPeople(People message) {
    message(ServerType.PEOPLE, () -> out.list(message.people(), this::person));
  }

  @Override
  public void onConversation(Conversation message) {
    message(
        ServerType.CONVERSATION,
        () ->
            out.number(message.request())
                .number(message.conversation().value())
                .text(WireNames.of(message.state()))
                .text(message.suite().name())
                .list(message.members(), this::member)
                .number(message.lastSequence()));
  }

  @Override
  public void onConversationKey(ConversationKey message) {
    message(
        ServerType.CONVERSATION_KEY,
        () ->
            out.number(message.conversation().value())
                .number(message.epoch())
                .text(message.suite().name())
                .bytes(message.key().value())
                .number(message.remainingMillis()));
  }

  @Override
  public void onAccepted(Accepted message) {
    message(ServerType.ACCEPTED, () -> out.list(message.sends(), this::acceptedSend));
  }

  @Override
  public void onSendRefused(SendRefused message) {
    message(
        ServerType.SEND_REFUSED,
        () ->
            out.number(message.conversation().value())
                .bytes(message.id().value())
                .number(message.number())
                .text(WireNames.of(message.reason())));
  }

  @Override
  public void onDeliver(Deliver message) {
    message(
        ServerType.DELIVER,
        () ->
            out.number(message.conversation().value())
                .number(message.sequence())
                .bytes(message.id().value())
                .number(message.sender().value())
                .number(message.senderDevice().value())
                .bytes(message.connection().value())
                .number(message.epoch())
                .number(message.counter())
                .bytes(message.sealed())
                .number(message.acceptedAtMillis())
                .number(message.ageMillis()));
  }

  @Override
  public void onReceipts(Receipts message) {
    message(ServerType.RECEIPTS, () -> out.list(message.receipts(), this::receipt));
  }

  @Override
  public void onAgreed(Agreed message) {
    message(ServerType.AGREED, () -> out.list(message.conversations(), this::agreement));
  }

  @Override
  public void onRefused(Refused message) {
    message(
        ServerType.REFUSED,
        () ->
            out.number(message.request())
                .optional(message.conversation(), id -> out.number(id.value()))
                .text(WireNames.of(message.reason()))
                .number(message.retryAfterMillis()));
  }

  private void ownDevice(OwnDevice device) {
    out.array(
        5,
        () ->
            out.number(device.device().value())
                .text(device.name())
                .number(device.addedMillis())
                .number(device.lastSeenMillis())
                .flag(device.connected()));
  }

  private void person(Person person) {
    out.array(
        3,
        () ->
            out.number(person.user().value())
                .text(person.name())
                .text(WireNames.of(person.presence())));
  }

  private void member(Member member) {
    out.array(2, () -> out.number(member.user().value()).text(member.name()));
  }

  private void acceptedSend(AcceptedSend send) {
    out.array(
        4,
        () ->
            out.number(send.conversation().value())
                .bytes(send.id().value())
                .number(send.sequence())
                .number(send.acceptedAtMillis()));
  }

  private void agreement(Agreement agreement) {
    out.array(
        2,
        () ->
            out.number(agreement.conversation().value())
                .optional(agreement.sequence(), out::number));
  }

  private void receipt(Receipt receipt) {
    out.array(
        5,
        () ->
            out.number(receipt.conversation().value())
                .number(receipt.user().value())
                .number(receipt.device().value())
                .number(receipt.delivered())
                .number(receipt.read()));
  }

  private void message(ServerType type, Runnable fields) {
    out.array(
        1 + type.fields(),
        () -> {
          out.number(type.code());
          fields.run();
        });
  }
}
