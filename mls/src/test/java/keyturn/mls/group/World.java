package keyturn.mls.group;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.Proposal;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.Lifetime;

/** Clients of one suite whose names are true, and what they need. */
final class World {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Lifetime LIFETIME =
      new Lifetime(NOW.getEpochSecond() - 3600, NOW.getEpochSecond() + 3600);
  static final Extensions NO_EXTENSIONS = Extensions.NONE;

  final Suite suite;
  final Environment env;

  World(Suite suite) {
    this(suite, Limits.DEFAULT, new ByName());
  }

  World(Suite suite, Limits limits, Policy policy) {
    this.suite = suite;
    this.env =
        new Environment(
            new SecureRandom(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            limits,
            policy,
            World::preSharedKey);
  }

  /** A client is its name. */
  static class ByName implements Policy {
    @Override
    public boolean acceptsCredential(LeafNode leaf) {
      return leaf.credential() instanceof Credential.Basic;
    }

    @Override
    public boolean sameClient(LeafNode one, LeafNode other) {
      return one.credential().equals(other.credential());
    }
  }

  /** Everybody knows the key whose id is "known". */
  private static Optional<SecretBytes> preSharedKey(PreSharedKeyId id) {
    return id instanceof PreSharedKeyId.External external
            && external.id().equals(Bytes.of((byte) 7))
        ? Optional.of(SecretBytes.copyOf(new byte[32]))
        : Optional.empty();
  }

  PreSharedKeyId knownPsk() {
    return new PreSharedKeyId.External(Bytes.of((byte) 7), randomBytes());
  }

  Bytes randomBytes() {
    byte[] bytes = new byte[32];
    env.random().nextBytes(bytes);
    return Bytes.of(bytes);
  }

  Identity identity(String name) {
    return new Identity(
        suite,
        suite.signature().generate(env.random()),
        Credential.Basic.of(name),
        Capabilities.of(List.of(suite), List.of(0xF0F0), List.of(Credential.BASIC)),
        Extensions.NONE);
  }

  OwnKeyPackage keyPackage(String name) {
    return OwnKeyPackage.create(identity(name), LIFETIME, env.random());
  }

  Group create(String name) {
    return create(name, Extensions.NONE);
  }

  Group create(String name, Extensions extensions) {
    try {
      return Group.create(env, identity(name), randomBytes(), extensions, LIFETIME);
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
  }

  /** Adds a client by one commit, which {@code others} follow. */
  Group add(Group committer, String name, Group... others) throws MlsException {
    OwnKeyPackage own = keyPackage(name);
    Committed committed = committer.commit(CommitRequest.of(new Proposal.Add(own.keyPackage())));
    committer.handle(committed.message());
    for (Group other : others) {
      other.handle(committed.message());
    }
    return Group.join(env, own, committed.welcome().orElseThrow(), Optional.empty());
  }

  /** Two members, Alice at leaf 0 and Bob at leaf 1. */
  Group[] pair() throws MlsException {
    Group alice = create("alice");
    return new Group[] {alice, add(alice, "bob")};
  }

  Group.Joined joinExternally(Group of, String name, int removed) throws MlsException {
    return Group.joinExternally(
        env,
        identity(name),
        of.groupInfo(CommitRequest.TreeInWelcome.INCLUDED),
        Optional.empty(),
        removed < 0 ? OptionalInt.empty() : OptionalInt.of(removed),
        List.of());
  }

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
