package keyturn.server.wiring;

import java.util.Optional;
import java.util.function.Consumer;
import keyturn.protocol.message.ClientMessage;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;

/** Takes one message to the use case that it asks for. */
final class Dispatch implements ClientMessage.Handler {
  /** Who asks, before there is a session. */
  record Stranger(ClientAddress address, Consumer<SignInResult> answer) {}

  private final UseCaseParts parts;
  private final Optional<Stranger> stranger;
  private final Optional<Session> session;

  private Dispatch(UseCaseParts parts, Optional<Stranger> stranger, Optional<Session> session) {
    this.parts = parts;
    this.stranger = stranger;
    this.session = session;
  }

  static Dispatch of(UseCaseParts parts, Stranger stranger) {
    return new Dispatch(parts, Optional.of(stranger), Optional.empty());
  }

  static Dispatch of(UseCaseParts parts, Session session) {
    return new Dispatch(parts, Optional.empty(), Optional.of(session));
  }

  @Override
  public void onSignIn(ClientMessage.SignIn message) {
    parts.signIn().signIn(stranger().address(), message, stranger().answer());
  }

  @Override
  public void onResume(ClientMessage.Resume message) {
    parts.signIn().resume(stranger().address(), message, stranger().answer());
  }

  @Override
  public void onRegister(ClientMessage.Register message) {
    parts.registration().register(stranger().address(), message, stranger().answer());
  }

  @Override
  public void onChangePassword(ClientMessage.ChangePassword message) {
    parts.passwordChange().change(session(), message);
  }

  @Override
  public void onSignOut(ClientMessage.SignOut message) {
    parts.signOut().signOut(session());
  }

  @Override
  public void onListDevices(ClientMessage.ListDevices message) {
    parts.ownDevices().list(session(), message);
  }

  @Override
  public void onRenameDevice(ClientMessage.RenameDevice message) {
    parts.ownDevices().rename(session(), message);
  }

  @Override
  public void onRevokeDevice(ClientMessage.RevokeDevice message) {
    parts.ownDevices().revoke(session(), message);
  }

  @Override
  public void onSetPresence(ClientMessage.SetPresence message) {
    parts.presences().choose(session(), message.presence());
  }

  @Override
  public void onOpenConversation(ClientMessage.OpenConversation message) {
    parts.conversations().open(session(), message);
  }

  @Override
  public void onLeaveConversation(ClientMessage.LeaveConversation message) {
    parts.conversations().leave(session(), message);
  }

  @Override
  public void onWatch(ClientMessage.Watch message) {
    parts.conversations().watch(session(), message);
  }

  @Override
  public void onNeedKey(ClientMessage.NeedKey message) {
    parts.conversations().needKey(session(), message);
  }

  @Override
  public void onSend(ClientMessage.Send message) {
    parts.delivery().send(session(), message);
  }

  @Override
  public void onAcknowledge(ClientMessage.Acknowledge message) {
    parts.delivery().acknowledge(session(), message);
  }

  @Override
  public void onHave(ClientMessage.Have message) {
    parts.conversations().compare(session(), message);
  }

  private Stranger stranger() {
    return stranger.orElseThrow(() -> new IllegalStateException("signed in already"));
  }

  private Session session() {
    return session.orElseThrow(() -> new IllegalStateException("not signed in"));
  }
}
