package keyturn.client.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.client.ServerEnd;
import keyturn.client.StoredMessage;
import keyturn.client.TimeTravelLoop;
import keyturn.client.link.Link;
import keyturn.client.trust.InMemoryKnownServers;
import keyturn.client.trust.ServerTrust;
import keyturn.client.vault.InMemoryVaults;
import keyturn.client.vault.Vaults;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SigningKey;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.Token;
import keyturn.protocol.supervised.Content;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.PayloadCipher;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.protocol.tunnel.TunnelIdentity;

/** Alice's session and the server's end, in one thread and with a clock of the test's. */
final class Stage {
  static final SecureRandom RANDOM = new SecureRandom();
  static final UserId ALICE = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final DeviceId ALICES_DEVICE = new DeviceId(11);
  static final DeviceId BOBS_DEVICE = new DeviceId(22);
  static final ConnectionId BOBS_CONNECTION = ConnectionId.random(RANDOM);
  static final ConversationId TALK = new ConversationId(100);
  static final CipherSuite SUITE = CipherSuite.AES_256_GCM;
  static final String PASSWORD = "correct horse battery";
  private static final String SERVER = "chat.example.org:8443";

  final TimeTravelLoop loop = new TimeTravelLoop();
  final TunnelIdentity identity = TunnelIdentity.ofKey(SigningKey.generateEd25519(RANDOM));
  final ServerEnd server =
      new ServerEnd(
          identity,
          new ServerPolicy(List.of(KeyGroup.X25519), List.of(CipherSuite.AES_256_GCM), 1000),
          RANDOM);
  final InMemoryKnownServers known = new InMemoryKnownServers();
  final ServerTrust trust = new ServerTrust(SERVER, known, Optional.empty(), Optional.empty());
  final List<ClientEvent> events = new ArrayList<>();
  final Deque<Runnable> heldVaultWork = new ArrayDeque<>();
  boolean holdVault;

  /** Whether a client that asks after a sign-in hears at once that the server has everything. */
  boolean agrees = true;

  ConnectionId connection = ConnectionId.random(RANDOM);
  Token token = token(1);
  final Session session;

  Stage() {
    this(new InMemoryVaults());
  }

  Stage(Vaults vaults) {
    SessionParts parts =
        new SessionParts(
            loop,
            loop.clock(),
            RANDOM,
            events::add,
            vaults,
            new VaultWork(
                task -> {
                  if (holdVault) {
                    heldVaultWork.add(task);
                  } else {
                    task.run();
                  }
                },
                loop),
            "laptop");
    Link.Parts linkParts =
        new Link.Parts(
            loop,
            loop.clock(),
            RANDOM,
            server,
            ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_256_GCM),
            () -> trust,
            Optional.empty());
    session =
        new Session(
            parts,
            owner -> new Link(linkParts, owner),
            (presented, certificate) ->
                events.add(
                    new ClientEvent.ServerUntrusted(
                        SERVER, presented.fingerprint(), trust.expected(), certificate)));
  }

  static Token token(int number) {
    byte[] value = new byte[Token.LENGTH_BYTES];
    value[0] = (byte) number;
    return new Token(Bytes.of(value));
  }

  void trustServer() {
    known.pin(SERVER, identity.presented().fingerprint());
  }

  void start() {
    session.start();
    loop.run();
  }

  void welcome() {
    server.say(new ServerMessage.Welcome(RegistrationPolicy.CLOSED, 15));
    loop.run();
  }

  void say(ServerMessage... messages) {
    server.say(messages);
    loop.run();
  }

  void advance(Duration duration) {
    loop.advance(duration);
  }

  void typePassword() {
    session.signIn("alice", PASSWORD.toCharArray());
    loop.run();
  }

  void saySignedIn() {
    say(
        new ServerMessage.SignedIn(
            ALICE, "alice", ALICES_DEVICE, connection, token, List.of(SUITE)));
    if (agrees) {
      sayAgreed();
    }
  }

  /** The server has everything that it is asked about. */
  private void sayAgreed() {
    for (ClientMessage.Have have : server.take(ClientMessage.Have.class)) {
      say(
          new ServerMessage.Agreed(
              have.places().stream()
                  .map(
                      place ->
                          new ServerMessage.Agreement(
                              place.conversation(), Optional.of(place.sequence())))
                  .toList()));
    }
  }

  /** Trusted, signed in with a password, in a conversation with Bob. */
  Stage signedIn() {
    trustServer();
    start();
    welcome();
    typePassword();
    server.expect(ClientMessage.SignIn.class);
    saySignedIn();
    sayConversation(0);
    server.takeAll();
    return this;
  }

  void sayConversation(long lastSequence) {
    say(conversation(ServerMessage.ConversationState.ACTIVE, lastSequence));
  }

  static ServerMessage.Conversation conversation(
      ServerMessage.ConversationState state, long lastSequence) {
    return new ServerMessage.Conversation(
        0,
        TALK,
        state,
        SUITE,
        List.of(new ServerMessage.Member(ALICE, "alice"), new ServerMessage.Member(BOB, "bob")),
        lastSequence);
  }

  /** The connection breaks; the client comes back and resumes. */
  ClientMessage.Resume comeBack() {
    server.takeAll();
    server.drop();
    loop.run();
    return resumed();
  }

  ClientMessage.Resume resumed() {
    server.takeAll();
    advance(Duration.ofSeconds(31));
    welcome();
    ClientMessage.Resume resume = server.expect(ClientMessage.Resume.class);
    connection = ConnectionId.random(RANDOM);
    token = token(token.value().at(0) + 1);
    saySignedIn();
    return resume;
  }

  static EpochKey epoch(long number) {
    byte[] secret = new byte[EpochSecret.LENGTH_BYTES];
    secret[0] = (byte) number;
    return new EpochKey(TALK, number, SUITE, SecretBytes.adopt(secret));
  }

  void sayKey(long number, long remainingMillis) {
    say(
        new ServerMessage.ConversationKey(
            TALK, number, SUITE, epoch(number).handOver(), remainingMillis));
  }

  void accept(ClientMessage.Send send, long sequence) {
    say(
        new ServerMessage.Accepted(
            List.of(
                new ServerMessage.AcceptedSend(TALK, send.id(), sequence, loop.clock().millis()))));
  }

  void refuse(ClientMessage.Send send, Reason reason) {
    say(new ServerMessage.SendRefused(TALK, send.id(), send.number(), reason));
  }

  MessageId send(String text) {
    MessageId id = MessageId.random(RANDOM);
    session.send(TALK, id, text);
    loop.run();
    return id;
  }

  /** What the server, or any member, reads in a send. */
  String read(ClientMessage.Send send)
      throws AuthenticationFailedException, MalformedMessageException {
    try (PayloadCipher cipher =
        PayloadCipher.of(epoch(send.epoch()), ALICES_DEVICE, connection, RANDOM)) {
      return Content.decode(cipher.open(send.counter(), send.id(), send.sealed())).text();
    }
  }

  static ServerMessage.Deliver fromBob(long sequence, long epoch, String text) {
    return fromBob(sequence, epoch, text, 20);
  }

  static ServerMessage.Deliver fromBob(long sequence, long epoch, String text, long ageMillis) {
    return deliver(BOB, BOBS_DEVICE, sequence, epoch, text, ageMillis);
  }

  static ServerMessage.Deliver deliver(
      UserId sender, DeviceId device, long sequence, long epoch, String text, long ageMillis) {
    return deliver(messageId("m" + sequence), sender, device, sequence, epoch, text, ageMillis);
  }

  static MessageId messageId(String name) {
    byte[] id = new byte[MessageId.LENGTH_BYTES];
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, id, 0, ascii.length);
    return new MessageId(Bytes.of(id));
  }

  static ServerMessage.Deliver deliver(
      MessageId id,
      UserId sender,
      DeviceId device,
      long sequence,
      long epoch,
      String text,
      long ageMillis) {
    try (PayloadCipher cipher = PayloadCipher.of(epoch(epoch), device, BOBS_CONNECTION, RANDOM)) {
      return new ServerMessage.Deliver(
          TALK,
          sequence,
          id,
          sender,
          device,
          BOBS_CONNECTION,
          epoch,
          sequence,
          cipher.seal(sequence, id, new Content(text).encode()),
          1_000,
          ageMillis);
    }
  }

  <T extends ClientEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<StoredMessage> shown() {
    return events(ClientEvent.MessageChanged.class).stream()
        .map(ClientEvent.MessageChanged::message)
        .toList();
  }

  StoredMessage lastShown(MessageId id) {
    List<StoredMessage> all = shown().stream().filter(message -> message.id().equals(id)).toList();
    return all.get(all.size() - 1);
  }

  List<LinkState> links() {
    return events(ClientEvent.LinkChanged.class).stream()
        .map(ClientEvent.LinkChanged::state)
        .toList();
  }

  List<String> problems() {
    return events(ClientEvent.Problem.class).stream()
        .map(ClientEvent.Problem::reason)
        .collect(Collectors.toList());
  }

  List<ClientMessage.Send> sends() {
    return server.takeAll().stream()
        .filter(ClientMessage.Send.class::isInstance)
        .map(ClientMessage.Send.class::cast)
        .toList();
  }

  List<ClientMessage.Acknowledge> acknowledgements() {
    advance(Duration.ofMillis(200));
    return server.takeAll().stream()
        .filter(ClientMessage.Acknowledge.class::isInstance)
        .map(ClientMessage.Acknowledge.class::cast)
        .toList();
  }
}
