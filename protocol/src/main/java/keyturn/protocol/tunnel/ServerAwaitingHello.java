package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.AnsweredShare;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.InvalidShareException;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.NoCommonSuiteException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;

/** A ClientHello must come: the first, or the one that a Retry asked for. */
final class ServerAwaitingHello implements ServerState {
  private final ServerPolicy policy;
  private final TunnelIdentity identity;
  private final HandshakeParts parts;
  private final Transcript transcript;
  private final Optional<Retried> retried;

  /** What was offered first, and the Retry that answered. */
  private record Retried(ClientHello first, Retry retry) {}

  private ServerAwaitingHello(
      ServerPolicy policy,
      TunnelIdentity identity,
      HandshakeParts parts,
      Transcript transcript,
      Optional<Retried> retried) {
    this.policy = policy;
    this.identity = identity;
    this.parts = parts;
    this.transcript = transcript;
    this.retried = retried;
  }

  static ServerAwaitingHello start(
      ServerPolicy policy, TunnelIdentity identity, HandshakeParts parts) {
    return new ServerAwaitingHello(policy, identity, parts, new Transcript(), Optional.empty());
  }

  @Override
  public Next onMessage(byte[] message) throws ProtocolException {
    if (message.length > TunnelLimits.MAX_HELLO_BYTES) {
      throw new MalformedMessageException("ClientHello of " + message.length + " bytes");
    }
    if (MessageType.of(message).orElse(MessageType.MESSAGE_HASH) != MessageType.CLIENT_HELLO) {
      throw Unexpected.in("awaiting ClientHello", message);
    }
    ClientHello hello = ClientHello.decode(message);
    requireAllowed(hello);
    CipherSuite suite = chooseSuite(hello);
    KeyGroup group = chooseGroup(hello);
    transcript.add(message);
    return hello.shareGroup() == group.code()
        ? answer(hello, suite, group)
        : retry(hello, suite, group);
  }

  private Next retry(ClientHello hello, CipherSuite suite, KeyGroup group) {
    Retry retry = new Retry(suite.code(), group.code());
    byte[] message = retry.encode();
    transcript.foldForRetry().add(message);
    return new Next(
        new ServerAwaitingHello(
            policy, identity, parts, transcript, Optional.of(new Retried(hello, retry))),
        new HandshakeStep(List.of(Bytes.of(message)), Optional.empty()));
  }

  private Next answer(ClientHello hello, CipherSuite suite, KeyGroup group)
      throws ProtocolException {
    AnsweredShare answered = answerShare(group, hello.share());
    byte[] random = new byte[TunnelLimits.RANDOM_BYTES];
    parts.random().nextBytes(random);
    byte[] serverHello =
        new ServerHello(
                Bytes.of(random),
                suite.code(),
                policy.refreshMessages(),
                group.code(),
                answered.share())
            .encode();
    transcript.add(serverHello);
    HandshakeKeys keys =
        HandshakeKeys.derive(parts, group, suite, answered.secret(), transcript.hash());
    byte[] proof = proof(keys);
    return new Next(
        new ServerAwaitingFinished(identity.presented(), keys, transcript, policy),
        new HandshakeStep(List.of(Bytes.of(serverHello), Bytes.of(proof)), Optional.empty()));
  }

  private byte[] proof(HandshakeKeys keys) {
    byte[] presented = IdentityMessage.encode(identity.presented());
    transcript.add(presented);
    byte[] verify = CertificateVerify.sign(identity.key(), transcript.hash()).encode();
    transcript.add(verify);
    byte[] finished = keys.serverFinished(transcript.hash()).encode();
    transcript.add(finished);
    try (RecordSealer sealer = keys.serverSealer()) {
      return sealer.seal(MessageType.HANDSHAKE_RECORD, Flight.join(presented, verify, finished));
    }
  }

  private AnsweredShare answerShare(KeyGroup group, Bytes offered)
      throws MalformedMessageException {
    try {
      return group.answer(offered, parts.random());
    } catch (InvalidShareException e) {
      throw new MalformedMessageException("ClientHello share", e);
    }
  }

  private void requireAllowed(ClientHello hello) throws ProtocolException {
    if (retried.isEmpty()) {
      if (hello.shareGroup() != hello.groups().get(0)) {
        throw new MalformedMessageException("ClientHello share: not of the first group");
      }
      return;
    }
    ClientHello first = retried.get().first();
    if (hello.shareGroup() != retried.get().retry().group()
        || !hello.equals(first.withShare(hello.shareGroup(), hello.share()))) {
      throw new UnexpectedMessageException("ClientHello after Retry: not the same offer");
    }
  }

  private CipherSuite chooseSuite(ClientHello hello) throws NoCommonSuiteException {
    return policy.suites().stream()
        .filter(suite -> hello.suites().contains(suite.code()))
        .findFirst()
        .orElseThrow(() -> noCommonSuite(hello));
  }

  private KeyGroup chooseGroup(ClientHello hello) throws NoCommonSuiteException {
    return policy.groups().stream()
        .filter(group -> hello.groups().contains(group.code()))
        .findFirst()
        .orElseThrow(() -> noCommonSuite(hello));
  }

  private NoCommonSuiteException noCommonSuite(ClientHello hello) {
    return new NoCommonSuiteException(
        Codes.groupNames(hello.groups()),
        Codes.suiteNames(hello.suites()),
        Codes.groupNames(Codes.ofGroups(policy.groups())),
        Codes.suiteNames(Codes.ofSuites(policy.suites())));
  }

  @Override
  public void close() {}
}
