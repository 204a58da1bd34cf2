package keyturn.mls.fuzz;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.group.CommitRequest;
import keyturn.mls.group.Committed;
import keyturn.mls.group.Environment;
import keyturn.mls.group.Group;
import keyturn.mls.group.Identity;
import keyturn.mls.group.OwnKeyPackage;
import keyturn.mls.group.Policy;
import keyturn.mls.group.PreSharedKeys;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.Lifetime;

/** Two members of a group whose randomness is no such, so that a corpus stays valid. */
final class LiveGroup {
  static final Suite SUITE = Suite.X25519_AES128_GCM;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Lifetime LIFETIME = new Lifetime(0, NOW.getEpochSecond() + 3600);

  final Environment env =
      new Environment(
          new Counting(),
          Clock.fixed(NOW, ZoneOffset.UTC),
          Limits.DEFAULT,
          new Names(),
          PreSharedKeys.NONE);
  final Group alice;
  final Group bob;
  final Bytes welcome;

  /** 1, 2, 3 …: what no real generator gives. */
  private static final class Counting extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private int next = 1;

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (next * 31 + i * 7);
      }
      next++;
    }
  }

  private static final class Names implements Policy {
    @Override
    public boolean acceptsCredential(LeafNode leaf) {
      return true;
    }

    @Override
    public boolean sameClient(LeafNode one, LeafNode other) {
      return one.credential().equals(other.credential());
    }

    @Override
    public boolean acceptsLifetime(Lifetime lifetime) {
      return true;
    }
  }

  LiveGroup() {
    try {
      alice =
          Group.create(env, identity("alice"), Bytes.of(new byte[32]), Extensions.NONE, LIFETIME);
      OwnKeyPackage own = keyPackage("bob");
      Committed committed = alice.commit(CommitRequest.of(new Proposal.Add(own.keyPackage())));
      alice.handle(committed.message());
      welcome = committed.welcome().orElseThrow();
      bob = Group.join(env, own, welcome, Optional.empty());
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
  }

  private Identity identity(String name) {
    return new Identity(
        SUITE,
        SUITE.signature().generate(env.random()),
        Credential.Basic.of(name),
        Capabilities.of(List.of(SUITE), List.of(), List.of(Credential.BASIC)),
        Extensions.NONE);
  }

  OwnKeyPackage keyPackage(String name) {
    return OwnKeyPackage.create(identity(name), LIFETIME, env.random());
  }

  /** One message of each kind that Alice can send Bob. */
  static Stream<byte[]> seeds() {
    LiveGroup live = new LiveGroup();
    List<Bytes> seeds = new ArrayList<>();
    try {
      OwnKeyPackage carol = live.keyPackage("carol");
      seeds.add(live.alice.protect(Bytes.of((byte) 1), Bytes.EMPTY, 2));
      seeds.add(live.welcome);
      seeds.add(new MlsMessage.Packaged(carol.keyPackage()).encoded());
      seeds.add(live.alice.groupInfo(CommitRequest.TreeInWelcome.INCLUDED));
      CommitRequest request = CommitRequest.of(new Proposal.Add(carol.keyPackage()));
      seeds.add(live.alice.commit(request).message());
      live.alice.discardPending();
      seeds.add(live.alice.commit(request.with(WireFormat.PUBLIC_MESSAGE)).message());
      seeds.add(live.alice.proposeUpdate(WireFormat.PRIVATE_MESSAGE));
      seeds.add(live.alice.proposeUpdate(WireFormat.PUBLIC_MESSAGE));
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
    return seeds.stream().map(Bytes::toArray);
  }

  /** What a member signs: 0 and a proposal, or 1 and a commit. */
  static Stream<byte[]> contents() {
    return seeds()
        .map(Bytes::of)
        .flatMap(
            seed -> {
              try {
                return MlsMessage.decode(seed, Limits.DEFAULT) instanceof MlsMessage.Public message
                    ? Stream.of(message.message().content().content())
                    : Stream.empty();
              } catch (MlsException e) {
                throw new AssertionError(e);
              }
            })
        .map(
            content ->
                Bytes.concat(
                        Bytes.of((byte) (content instanceof Commit ? 1 : 0)), content.encoded())
                    .toArray());
  }

  static Stream<byte[]> trees() {
    return Stream.of(new LiveGroup().alice.ratchetTree().toArray());
  }
}
