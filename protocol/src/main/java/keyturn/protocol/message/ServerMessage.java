package keyturn.protocol.message;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;

/** Every message the server may send (docs/spec/messages.md#server-messages). */
public sealed interface ServerMessage {
  void dispatch(Handler handler);

  /** One method per message: a message nobody handles does not compile. */
  interface Handler {
    void onWelcome(Welcome message);

    void onSignedIn(SignedIn message);

    void onSignInRefused(SignInRefused message);

    void onPasswordChanged(PasswordChanged message);

    void onDevices(Devices message);

    void onPeople(People message);

    void onConversation(Conversation message);

    void onConversationKey(ConversationKey message);

    void onAccepted(Accepted message);

    void onSendRefused(SendRefused message);

    void onDeliver(Deliver message);

    void onReceipts(Receipts message);

    void onAgreed(Agreed message);

    void onRefused(Refused message);
  }

  /** First message in the tunnel: what a stranger needs to know to sign in. */
  record Welcome(RegistrationPolicy registration, int minPasswordCharacters)
      implements ServerMessage {
    public Welcome {
      Require.positive("min password characters", minPasswordCharacters);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onWelcome(this);
    }
  }

  /**
   * The sign-in holds. {@code People} and every {@code Conversation} follow, then what waits.
   *
   * @param next the resume token to use next time; the one used now ends when it is used
   * @param suites what conversations may use, the default first
   */
  record SignedIn(
      UserId user,
      String username,
      DeviceId device,
      ConnectionId connection,
      Token next,
      List<CipherSuite> suites)
      implements ServerMessage {
    public SignedIn {
      Require.name("username", username);
      suites = Require.list("suites", suites, 1, Limits.MAX_LIST);
      suites.forEach(Require::conversationSuite);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSignedIn(this);
    }
  }

  /** The sign-in or registration is refused; the connection stays for another attempt. */
  record SignInRefused(Reason reason, long retryAfterMillis) implements ServerMessage {
    public SignInRefused {
      Require.notNegative("retry after", retryAfterMillis);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSignInRefused(this);
    }
  }

  /** The password is changed; {@code next} replaces this device's resume token. */
  record PasswordChanged(Token next) implements ServerMessage {
    @Override
    public void dispatch(Handler handler) {
      handler.onPasswordChanged(this);
    }
  }

  /**
   * One device of the account.
   *
   * @param addedMillis Unix time by the database's clock, as {@code lastSeenMillis}: to show only
   * @param connected at the node that answers
   */
  record OwnDevice(
      DeviceId device, String name, long addedMillis, long lastSeenMillis, boolean connected) {
    public OwnDevice {
      Require.name("name", name);
      Require.notNegative("added", addedMillis);
      Require.notNegative("last seen", lastSeenMillis);
    }
  }

  /**
   * The devices of one's own account, those seen last first.
   *
   * @param request of the message that this answers
   * @param devices at most {@link Limits#MAX_NAMES}
   */
  record Devices(long request, List<OwnDevice> devices) implements ServerMessage {
    public Devices {
      Require.positive("request", request);
      devices = Require.list("devices", devices, 1, Limits.MAX_NAMES);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onDevices(this);
    }
  }

  record Person(UserId user, String name, Presence presence) {
    public Person {
      Require.name("name", name);
    }
  }

  /**
   * People that are new or have changed; right after sign-in, all of them, in parts.
   *
   * @param people at most {@link Limits#MAX_NAMES}
   */
  record People(List<Person> people) implements ServerMessage {
    public People {
      people = Require.list("people", people, 0, Limits.MAX_NAMES);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onPeople(this);
    }
  }

  /** Whether a conversation goes on, and if not, why. */
  enum ConversationState {
    ACTIVE,
    /** A member left: no more sends; the next conversation starts with fresh keys. */
    ENDED
  }

  record Member(UserId user, String name) {
    public Member {
      Require.name("name", name);
    }
  }

  /**
   * A conversation the user is, or was, a member of; after sign-in, all of them.
   *
   * @param request of {@code OpenConversation}, or 0 when the server says it unasked
   * @param lastSequence the highest sequence given out so far
   */
  record Conversation(
      long request,
      ConversationId conversation,
      ConversationState state,
      CipherSuite suite,
      List<Member> members,
      long lastSequence)
      implements ServerMessage {
    public Conversation {
      Require.notNegative("request", request);
      Require.conversationSuite(suite);
      members = Require.list("members", members, 1, Limits.MAX_NAMES);
      Require.notNegative("last sequence", lastSequence);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onConversation(this);
    }
  }

  /**
   * An epoch's key (docs/spec/supervised.md#epoch).
   *
   * @param remainingMillis how long it may still seal, computed when this is written; 0: open only
   */
  record ConversationKey(
      ConversationId conversation,
      long epoch,
      CipherSuite suite,
      EpochSecret key,
      long remainingMillis)
      implements ServerMessage {
    public ConversationKey {
      Require.positive("epoch", epoch);
      Require.conversationSuite(suite);
      Require.notNegative("remaining", remainingMillis);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onConversationKey(this);
    }
  }

  record AcceptedSend(
      ConversationId conversation, MessageId id, long sequence, long acceptedAtMillis) {
    public AcceptedSend {
      Require.positive("sequence", sequence);
      Require.notNegative("accepted at", acceptedAtMillis);
    }
  }

  /** These sends are committed; acceptedAtMillis is Unix time by the database's clock. */
  record Accepted(List<AcceptedSend> sends) implements ServerMessage {
    public Accepted {
      sends = Require.list("sends", sends, 1, Limits.MAX_LIST);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onAccepted(this);
    }
  }

  /** This send is not stored; a {@code ConversationKey} has gone before where one is needed. */
  record SendRefused(ConversationId conversation, MessageId id, long number, Reason reason)
      implements ServerMessage {
    public SendRefused {
      Require.positive("number", number);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSendRefused(this);
    }
  }

  /**
   * A message for this device.
   *
   * @param connection the sender's connection, an input of the payload key
   * @param acceptedAtMillis Unix time by the database's clock
   * @param ageMillis since acceptance, computed when this is written; over two minutes: late
   */
  record Deliver(
      ConversationId conversation,
      long sequence,
      MessageId id,
      UserId sender,
      DeviceId senderDevice,
      ConnectionId connection,
      long epoch,
      long counter,
      Bytes sealed,
      long acceptedAtMillis,
      long ageMillis)
      implements ServerMessage {
    public Deliver {
      Require.positive("sequence", sequence);
      Require.positive("epoch", epoch);
      Require.positive("counter", counter);
      Require.sealed(sealed);
      Require.notNegative("accepted at", acceptedAtMillis);
      Require.notNegative("age", ageMillis);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onDeliver(this);
    }
  }

  /** How far one device of a member has come; cumulative. */
  record Receipt(
      ConversationId conversation, UserId user, DeviceId device, long delivered, long read) {
    public Receipt {
      Require.readWithinDelivered(delivered, read);
    }
  }

  record Receipts(List<Receipt> receipts) implements ServerMessage {
    public Receipts {
      receipts = Require.list("receipts", receipts, 1, Limits.MAX_LIST);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onReceipts(this);
    }
  }

  /**
   * How far the server agrees with what a device has of a conversation.
   *
   * @param sequence the highest of the places asked about that the server has with this very
   *     message, or 0; empty: there is no such conversation of this user
   */
  record Agreement(ConversationId conversation, Optional<Long> sequence) {
    public Agreement {
      sequence.ifPresent(value -> Require.notNegative("sequence", value));
    }
  }

  /** Answers {@code Have}: each conversation that was asked about, once. */
  record Agreed(List<Agreement> conversations) implements ServerMessage {
    public Agreed {
      conversations = Require.list("conversations", conversations, 1, Limits.MAX_LIST);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onAgreed(this);
    }
  }

  /**
   * Something asked for is refused.
   *
   * @param request of {@code OpenConversation}, or 0
   * @param conversation where it concerns one
   */
  record Refused(
      long request, Optional<ConversationId> conversation, Reason reason, long retryAfterMillis)
      implements ServerMessage {
    public Refused {
      Require.notNegative("request", request);
      Require.notNegative("retry after", retryAfterMillis);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onRefused(this);
    }
  }
}
