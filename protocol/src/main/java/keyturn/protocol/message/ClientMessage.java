package keyturn.protocol.message;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/** Every message a client may send (docs/spec/messages.md#client-messages). */
public sealed interface ClientMessage {
  void dispatch(Handler handler);

  /** One method per message: a message nobody handles does not compile. */
  interface Handler {
    void onSignIn(SignIn message);

    void onResume(Resume message);

    void onRegister(Register message);

    void onChangePassword(ChangePassword message);

    void onSignOut(SignOut message);

    void onListDevices(ListDevices message);

    void onRenameDevice(RenameDevice message);

    void onRevokeDevice(RevokeDevice message);

    void onSetPresence(SetPresence message);

    void onOpenConversation(OpenConversation message);

    void onLeaveConversation(LeaveConversation message);

    void onWatch(Watch message);

    void onNeedKey(NeedKey message);

    void onSend(Send message);

    void onAcknowledge(Acknowledge message);

    void onHave(Have message);
  }

  /**
   * Signs in with a password. {@code device} is the device the vault already has on this account,
   * if any: its queue and cursor go on.
   */
  record SignIn(String username, Password password, Optional<DeviceId> device, String deviceName)
      implements ClientMessage {
    public SignIn {
      Require.name("username", username);
      Require.text("device name", deviceName, Limits.MAX_NAME_BYTES);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSignIn(this);
    }
  }

  /** Signs in with the resume token of the last sign-in (32 bytes). */
  record Resume(DeviceId device, Token token) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onResume(this);
    }
  }

  /** Makes an account, where the policy allows it, and signs it in. */
  record Register(
      String username, Password password, Optional<String> invitation, String deviceName)
      implements ClientMessage {
    public Register {
      Require.name("username", username);
      invitation.ifPresent(text -> Require.name("invitation", text));
      Require.text("device name", deviceName, Limits.MAX_NAME_BYTES);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onRegister(this);
    }
  }

  /** Replaces the password; every other device must sign in anew. */
  record ChangePassword(Password current, Password replacement) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onChangePassword(this);
    }
  }

  /** Ends this device's resume token and closes the connection. */
  record SignOut() implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onSignOut(this);
    }
  }

  /**
   * Asks for one's own devices.
   *
   * @param request echoed in the answer or refusal, as in the two that follow
   */
  record ListDevices(long request) implements ClientMessage {
    public ListDevices {
      Require.positive("request", request);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onListDevices(this);
    }
  }

  /** Gives one of one's own devices another name. */
  record RenameDevice(long request, DeviceId device, String name) implements ClientMessage {
    public RenameDevice {
      Require.positive("request", request);
      Require.name("name", name);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onRenameDevice(this);
    }
  }

  /** Puts one of one's own devices out: its tokens, its connection, the keys that it was handed. */
  record RevokeDevice(long request, DeviceId device) implements ClientMessage {
    public RevokeDevice {
      Require.positive("request", request);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onRevokeDevice(this);
    }
  }

  record SetPresence(Presence presence) implements ClientMessage {
    public SetPresence {
      if (presence == Presence.OFFLINE) {
        throw new IllegalArgumentException("presence: expected one to sign in with, got offline");
      }
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSetPresence(this);
    }
  }

  /**
   * Starts, or finds again, the supervised conversation with {@code with}. Without a suite the
   * administrator's default is taken.
   *
   * @param request echoed in the answer or refusal
   */
  record OpenConversation(long request, String with, Optional<CipherSuite> suite)
      implements ClientMessage {
    public OpenConversation {
      Require.positive("request", request);
      Require.name("with", with);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onOpenConversation(this);
    }
  }

  record LeaveConversation(ConversationId conversation) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onLeaveConversation(this);
    }
  }

  /** Whether the conversation is open in front of somebody; its keys then turn without asking. */
  record Watch(ConversationId conversation, boolean watching) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onWatch(this);
    }
  }

  /** Asks for the current key of an idle conversation. */
  record NeedKey(ConversationId conversation) implements ClientMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onNeedKey(this);
    }
  }

  /**
   * One sealed message.
   *
   * @param number 1, 2, 3 … for each conversation on this connection; after a refusal every later
   *     number is refused until the refused one comes again
   * @param epoch the epoch it is sealed under
   * @param counter the payload counter (docs/spec/supervised.md#payload), rising on this connection
   * @param sealed the payload, at most {@link Limits#MAX_SEALED_BYTES}
   */
  record Send(
      ConversationId conversation,
      MessageId id,
      long number,
      long epoch,
      long counter,
      Bytes sealed)
      implements ClientMessage {
    public Send {
      Require.positive("number", number);
      Require.positive("epoch", epoch);
      Require.positive("counter", counter);
      Require.sealed(sealed);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSend(this);
    }
  }

  /**
   * This device has on disk (delivered), and its user has seen (read), everything up to the
   * sequences named; cumulative, 0 for nothing.
   */
  record Acknowledge(ConversationId conversation, long delivered, long read)
      implements ClientMessage {
    public Acknowledge {
      Require.readWithinDelivered(delivered, read);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onAcknowledge(this);
    }
  }

  /** A message that this device has, where the server put it. */
  record Place(ConversationId conversation, long sequence, MessageId id) {
    public Place {
      Require.positive("sequence", sequence);
    }
  }

  /** Asks which of these the server has too: it may have come back from an older backup. */
  record Have(List<Place> places) implements ClientMessage {
    public Have {
      places = Require.list("places", places, 1, Limits.MAX_LIST);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onHave(this);
    }
  }
}
