package keyturn.client.session;

import java.util.Optional;
import java.util.function.Function;
import keyturn.client.CertificateFacts;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.link.LinkOwner;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ServerIdentity;

/** What the link and the server say, brought to whom it concerns. */
final class Listening implements LinkOwner, ServerMessage.Handler {
  private final SessionParts parts;
  private final CurrentStay current;
  private final Wishes wishes;
  private final PasswordChange passwordChange;
  private final DeviceRequests devices;
  private final Session.TrustQuestion trustQuestion;
  private final Contact contact = new Contact();
  private final Link link;
  private final Entrance entrance;

  /** When the message came that is dealt with now. */
  private long arrived;

  /**
   * @param link makes the link of this owner
   */
  Listening(
      SessionParts parts,
      CurrentStay current,
      Wishes wishes,
      PasswordChange passwordChange,
      DeviceRequests devices,
      Session.TrustQuestion trustQuestion,
      Function<LinkOwner, Link> link) {
    this.parts = parts;
    this.current = current;
    this.wishes = wishes;
    this.passwordChange = passwordChange;
    this.devices = devices;
    this.trustQuestion = trustQuestion;
    this.link = link.apply(this);
    this.entrance = new Entrance(parts, this.link, contact, current, wishes, this::hear);
  }

  Link link() {
    return link;
  }

  Entrance entrance() {
    return entrance;
  }

  // What the link says.

  @Override
  public void onLink(LinkState state) {
    parts.events().accept(new ClientEvent.LinkChanged(state));
  }

  @Override
  public void onConnected(Fingerprint server) {
    contact.connected(server);
  }

  @Override
  public void onMessage(ServerMessage message) {
    hear(new Contact.Heard(message, parts.loop().nanoTime()));
  }

  private void hear(Contact.Heard heard) {
    boolean answer = heard.message() instanceof ServerMessage.Agreed;
    if (entrance.isGettingReady() && contact.isSignedIn() && !answer) {
      contact.hold(heard);
      return;
    }
    arrived = heard.arrived();
    heard.message().dispatch(this);
  }

  @Override
  public void onRoom() {
    current.ifPresent(Stay::pump);
  }

  @Override
  public void onDisconnected() {
    contact.disconnected();
    passwordChange.wipe();
    devices.forget();
    entrance.onDisconnected();
  }

  @Override
  public void onUntrusted(ServerIdentity identity, Optional<CertificateFacts> certificate) {
    trustQuestion.ask(identity, certificate);
  }

  @Override
  public void onSessionEnded(CloseCode code) {
    entrance.onSessionEnded(code);
  }

  @Override
  public int queued() {
    return current.get().map(stay -> stay.desk.queued()).orElse(0);
  }

  // What the server says.

  @Override
  public void onWelcome(ServerMessage.Welcome message) {
    entrance.onWelcome(message);
  }

  @Override
  public void onSignedIn(ServerMessage.SignedIn message) {
    entrance.onSignedIn(message);
  }

  @Override
  public void onSignInRefused(ServerMessage.SignInRefused message) {
    if (passwordChange.isPending()) {
      passwordChange.refused(message.reason());
    } else {
      entrance.onRefused(message);
    }
  }

  @Override
  public void onPasswordChanged(ServerMessage.PasswordChanged message) {
    passwordChange.changed(message);
  }

  @Override
  public void onDevices(ServerMessage.Devices message) {
    devices.answered(message);
  }

  @Override
  public void onPeople(ServerMessage.People message) {
    for (ServerMessage.Person person : message.people()) {
      parts
          .events()
          .accept(new ClientEvent.PersonChanged(person.user(), person.name(), person.presence()));
    }
  }

  @Override
  public void onConversation(ServerMessage.Conversation message) {
    wishes.answered(message.request());
    current.ifPresent(stay -> stay.conversing.onConversation(message));
  }

  @Override
  public void onConversationKey(ServerMessage.ConversationKey message) {
    current.heard(
        message.conversation(),
        (stay, conversation) -> stay.conversing.onKey(conversation, message, arrived));
  }

  @Override
  public void onAccepted(ServerMessage.Accepted message) {
    current.ifPresent(
        stay -> {
          stay.receipts.overviewIsOver();
          stay.sending.onAccepted(message);
        });
  }

  @Override
  public void onSendRefused(ServerMessage.SendRefused message) {
    current.ifPresent(stay -> stay.sending.onRefused(message));
  }

  @Override
  public void onDeliver(ServerMessage.Deliver message) {
    current.heard(
        message.conversation(),
        (stay, conversation) -> {
          stay.receipts.overviewIsOver();
          boolean fromHere =
              message.sender().equals(stay.desk.self().user())
                  && conversation.lane.isInFlight(message.id());
          if (fromHere) {
            stay.sending.onAccepted(
                conversation,
                new ServerMessage.AcceptedSend(
                    conversation.id, message.id(), message.sequence(), message.acceptedAtMillis()));
          } else {
            stay.receiving.onDeliver(conversation, message);
          }
        });
  }

  @Override
  public void onReceipts(ServerMessage.Receipts message) {
    current.ifPresent(stay -> stay.receipts.on(message.receipts()));
  }

  @Override
  public void onAgreed(ServerMessage.Agreed message) {
    entrance.onAgreed(message);
  }

  @Override
  public void onRefused(ServerMessage.Refused message) {
    if (passwordChange.isPending() && message.request() == 0 && message.conversation().isEmpty()) {
      passwordChange.refused(message.reason());
      return;
    }
    if (devices.refused(message)) {
      return;
    }
    Optional<String> person = wishes.answered(message.request());
    if (message.reason() != Reason.TRY_AGAIN) {
      current.ifPresent(
          stay ->
              message
                  .conversation()
                  .flatMap(stay.desk::conversation)
                  .ifPresent(refused -> stay.sending.keyRefused(refused, message.reason())));
    }
    parts
        .events()
        .accept(
            new Problem(
                Trouble.reason(message.reason()),
                Refusals.text(message.reason()),
                message.conversation(),
                person));
  }
}
