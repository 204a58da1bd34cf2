package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.InvalidShareException;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.OfferedShare;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.NoCommonSuiteException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import keyturn.protocol.UnsupportedVersionException;

/** ClientHello is sent; a ServerHello, or the one Retry or Alert, must come. */
final class ClientAwaitingHello implements ClientState {
  private final ClientPolicy policy;
  private final IdentityTrust trust;
  private final HandshakeParts parts;
  private final ClientHello offer;
  private final OfferedShare share;
  private final Transcript transcript;
  private final Optional<Retry> retry;

  private ClientAwaitingHello(
      ClientPolicy policy,
      IdentityTrust trust,
      HandshakeParts parts,
      ClientHello offer,
      OfferedShare share,
      Transcript transcript,
      Optional<Retry> retry) {
    this.policy = policy;
    this.trust = trust;
    this.parts = parts;
    this.offer = offer;
    this.share = share;
    this.transcript = transcript.add(offer.encode());
    this.retry = retry;
  }

  static ClientAwaitingHello start(ClientPolicy policy, IdentityTrust trust, HandshakeParts parts) {
    byte[] random = new byte[TunnelLimits.RANDOM_BYTES];
    parts.random().nextBytes(random);
    KeyGroup group = policy.groups().get(0);
    OfferedShare share = group.offer(parts.random());
    ClientHello offer =
        new ClientHello(
            Bytes.of(random),
            Codes.ofSuites(policy.suites()),
            Codes.ofGroups(policy.groups()),
            group.code(),
            share.share());
    return new ClientAwaitingHello(
        policy, trust, parts, offer, share, new Transcript(), Optional.empty());
  }

  byte[] hello() {
    return offer.encode();
  }

  @Override
  public Next onMessage(byte[] message) throws ProtocolException {
    if (message.length > TunnelLimits.MAX_HELLO_BYTES) {
      throw new MalformedMessageException("answer to ClientHello of " + message.length + " bytes");
    }
    MessageType type =
        MessageType.of(message).orElseThrow(() -> Unexpected.in("awaiting ServerHello", message));
    return switch (type) {
      case SERVER_HELLO -> onServerHello(message);
      case RETRY -> onRetry(message);
      case ALERT -> throw refusal(message);
      case CLIENT_HELLO,
          IDENTITY,
          CERTIFICATE_VERIFY,
          FINISHED,
          HANDSHAKE_RECORD,
          APPLICATION_RECORD,
          REFRESH,
          REFRESH_REPLY,
          REFRESH_DONE,
          MESSAGE_HASH ->
          throw Unexpected.in("awaiting ServerHello", message);
    };
  }

  private Next onRetry(byte[] message) throws ProtocolException {
    if (retry.isPresent()) {
      throw new UnexpectedMessageException("a second Retry");
    }
    Retry asked = Retry.decode(message);
    offeredSuite(asked.suite());
    KeyGroup group = offeredGroup(asked.group());
    if (group == share.group()) {
      throw new UnexpectedMessageException("Retry for " + group + ", whose share was sent");
    }
    transcript.foldForRetry().add(message);
    OfferedShare replacement = group.offer(parts.random());
    ClientAwaitingHello again =
        new ClientAwaitingHello(
            policy,
            trust,
            parts,
            offer.withShare(group.code(), replacement.share()),
            replacement,
            transcript,
            Optional.of(asked));
    return new Next(again, new HandshakeStep(List.of(Bytes.of(again.hello())), Optional.empty()));
  }

  private Next onServerHello(byte[] message) throws ProtocolException {
    ServerHello hello = ServerHello.decode(message);
    CipherSuite suite = offeredSuite(hello.suite());
    if (hello.group() != share.group().code()) {
      throw new UnexpectedMessageException(
          "ServerHello for group " + hello.group() + ", the share sent is " + share.group());
    }
    if (retry.isPresent() && retry.get().suite() != hello.suite()) {
      throw new UnexpectedMessageException(
          "ServerHello with suite " + hello.suite() + " after Retry with " + retry.get().suite());
    }
    SecretBytes shared = agree(hello.share());
    transcript.add(message);
    HandshakeKeys keys =
        HandshakeKeys.derive(parts, share.group(), suite, shared, transcript.hash());
    return new Next(
        new ClientAwaitingProof(trust, keys, transcript, hello.refreshMessages()),
        new HandshakeStep(List.of(), Optional.empty()));
  }

  private SecretBytes agree(Bytes answer) throws MalformedMessageException {
    try {
      return share.agree(answer);
    } catch (InvalidShareException e) {
      throw new MalformedMessageException("ServerHello share", e);
    }
  }

  private ProtocolException refusal(byte[] message) throws ProtocolException {
    if (retry.isPresent()) {
      return new UnexpectedMessageException("an Alert after Retry");
    }
    Alert alert = Alert.decode(message);
    if (alert instanceof Alert.UnsupportedVersion unsupported) {
      return new UnsupportedVersionException(TunnelLimits.VERSION, unsupported.version());
    }
    Alert.NoCommonSuite lists = (Alert.NoCommonSuite) alert;
    return new NoCommonSuiteException(
        Codes.groupNames(offer.groups()),
        Codes.suiteNames(offer.suites()),
        Codes.groupNames(lists.groups()),
        Codes.suiteNames(lists.suites()));
  }

  private CipherSuite offeredSuite(int code) throws UnexpectedMessageException {
    return CipherSuite.ofCode(code)
        .filter(policy.suites()::contains)
        .orElseThrow(() -> new UnexpectedMessageException("suite " + code + " was not offered"));
  }

  private KeyGroup offeredGroup(int code) throws UnexpectedMessageException {
    return KeyGroup.ofCode(code)
        .filter(policy.groups()::contains)
        .orElseThrow(() -> new UnexpectedMessageException("group " + code + " was not offered"));
  }

  @Override
  public void close() {
    share.close();
  }
}
