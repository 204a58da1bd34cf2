package keyturn.server.websocket;

import keyturn.protocol.message.ClientMessage;

/** Whether a message asks to be signed in, or is for those who are. */
enum MessageKind {
  SIGN_IN,
  REQUEST;

  static MessageKind of(ClientMessage message) {
    Sorter sorter = new Sorter();
    message.dispatch(sorter);
    return sorter.kind;
  }

  /** A new message does not compile before somebody has decided here. */
  private static final class Sorter implements ClientMessage.Handler {
    private MessageKind kind = REQUEST;

    @Override
    public void onSignIn(ClientMessage.SignIn message) {
      kind = SIGN_IN;
    }

    @Override
    public void onResume(ClientMessage.Resume message) {
      kind = SIGN_IN;
    }

    @Override
    public void onRegister(ClientMessage.Register message) {
      kind = SIGN_IN;
    }

    @Override
    public void onChangePassword(ClientMessage.ChangePassword message) {
      kind = REQUEST;
    }

    @Override
    public void onSignOut(ClientMessage.SignOut message) {
      kind = REQUEST;
    }

    @Override
    public void onListDevices(ClientMessage.ListDevices message) {
      kind = REQUEST;
    }

    @Override
    public void onRenameDevice(ClientMessage.RenameDevice message) {
      kind = REQUEST;
    }

    @Override
    public void onRevokeDevice(ClientMessage.RevokeDevice message) {
      kind = REQUEST;
    }

    @Override
    public void onSetPresence(ClientMessage.SetPresence message) {
      kind = REQUEST;
    }

    @Override
    public void onOpenConversation(ClientMessage.OpenConversation message) {
      kind = REQUEST;
    }

    @Override
    public void onLeaveConversation(ClientMessage.LeaveConversation message) {
      kind = REQUEST;
    }

    @Override
    public void onWatch(ClientMessage.Watch message) {
      kind = REQUEST;
    }

    @Override
    public void onNeedKey(ClientMessage.NeedKey message) {
      kind = REQUEST;
    }

    @Override
    public void onSend(ClientMessage.Send message) {
      kind = REQUEST;
    }

    @Override
    public void onAcknowledge(ClientMessage.Acknowledge message) {
      kind = REQUEST;
    }

    @Override
    public void onHave(ClientMessage.Have message) {
      kind = REQUEST;
    }
  }
}
