package keyturn.mls.group;

import static keyturn.mls.group.GroupTest.refusal;
import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.Credential;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.Lifetime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One test for each rule of RFC 9420 §7.3, §10.1, §12.1 and §12.2. Alice, leaf 0, commits. */
class ProposalRulesTest {
  private final World world = new World(Suite.X25519_AES128_GCM);
  private final Suite suite = world.suite;
  private final Group alice = world.create("alice");
  private final Identity bobsIdentity = world.identity("bob");
  private EpochState state = InsiderAccess.memory(alice).state();
  private ProposalRules rules = new ProposalRules(world.env, state);

  @BeforeEach
  void threeMembers() throws MlsException {

    OwnKeyPackage bob = OwnKeyPackage.create(bobsIdentity, World.LIFETIME, world.env.random());
    OwnKeyPackage carol = world.keyPackage("carol");
    alice.handle(
        alice
            .commit(
                CommitRequest.of(
                    new Proposal.Add(bob.keyPackage()), new Proposal.Add(carol.keyPackage())))
            .message());
    state = InsiderAccess.memory(alice).state();
    rules = new ProposalRules(world.env, state);
  }

  private static ProposalEntry from(int leaf, Proposal proposal) {
    return new ProposalEntry(proposal, new Sender.Member(leaf));
  }

  private Reason regular(ProposalEntry... entries) {
    return refusal(() -> rules.checkRegular(Arrays.asList(entries), 0));
  }

  private Reason external(Proposal... proposals) {
    return refusal(
        () ->
            rules.checkExternal(
                Arrays.stream(proposals)
                    .map(p -> new ProposalEntry(p, new Sender.NewMemberCommit()))
                    .toList()));
  }

  private LeafNode.Content bobsLeaf(Bytes key, LeafSource source) {
    return state.tree().leaf(1).orElseThrow().content().renewed(key, source);
  }

  private Proposal update(LeafNode.Content content, Bytes groupId, int leaf) {
    return new Proposal.Update(content.sign(suite, bobsIdentity.signatureKey(), groupId, leaf));
  }

  private Proposal bobsUpdate() {
    return update(bobsLeaf(freshKey(), new LeafSource.FromUpdate()), state.context().groupId(), 1);
  }

  private Bytes freshKey() {
    return suite.kem().generate(world.env.random()).publicKey();
  }

  private Proposal add(String name) {
    return new Proposal.Add(world.keyPackage(name).keyPackage());
  }

  private Reason addOf(KeyPackage keyPackage) {
    return regular(from(0, new Proposal.Add(keyPackage)));
  }

  /** A key package whose leaf is made by hand. */
  private KeyPackage keyPackage(
      Identity identity, Bytes initKey, Bytes leafKey, LeafSource source, Extensions extensions) {
    LeafNode.Content content =
        new LeafNode.Content(
            leafKey,
            identity.publicKey(),
            identity.credential(),
            identity.capabilities(),
            source,
            extensions);
    LeafNode leaf =
        source instanceof LeafSource.FromKeyPackage
            ? content.sign(suite, identity.signatureKey())
            : content.sign(suite, identity.signatureKey(), state.context().groupId(), 3);
    return new KeyPackage.Content(suite.code(), initKey, leaf, Extensions.NONE)
        .sign(suite, identity.signatureKey());
  }

  private static LeafSource source() {
    return new LeafSource.FromKeyPackage(World.LIFETIME);
  }

  @Test
  void validListIsValid() {
    assertDoesNotThrow(
        () ->
            rules.checkRegular(
                List.of(
                    from(1, bobsUpdate()),
                    from(0, new Proposal.Remove(2)),
                    from(0, add("dave")),
                    from(0, add("carol")),
                    from(0, new Proposal.PreSharedKey(world.knownPsk()))),
                0));
  }

  @Test
  void committerNeitherUpdatesNorRemovesItself() {
    Proposal own = new Proposal.Remove(0);
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(1, own)));
    assertEquals(
        Reason.INVALID_PROPOSAL,
        refusal(() -> rules.checkRegular(List.of(from(1, bobsUpdate())), 1)));
  }

  @Test
  void oneChangeForEachLeaf() {
    ProposalEntry remove = from(0, new Proposal.Remove(1));
    assertEquals(Reason.INVALID_PROPOSAL, regular(remove, from(2, new Proposal.Remove(1))));
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(1, bobsUpdate()), remove));
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(1, bobsUpdate()), from(1, bobsUpdate())));
  }

  @Test
  void removeNamesAMember() {
    for (long nobody : new long[] {3, 4, 1L << 31, 0xffff_ffffL}) {
      assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, new Proposal.Remove(nobody))));
    }
  }

  @Test
  void oneClientIsInTheGroupOnce() {
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, add("bob"))));
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, add("dave")), from(1, add("dave"))));
  }

  @Test
  void preSharedKeysAreFreshAndOnce() {
    Proposal psk = new Proposal.PreSharedKey(world.knownPsk());
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, psk), from(1, psk)));
    Bytes nonce = world.randomBytes();
    PreSharedKeyId shortNonce = new PreSharedKeyId.External(text("known"), nonce.slice(0, 31));
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, new Proposal.PreSharedKey(shortNonce))));
    for (PreSharedKeyId.Usage usage :
        List.of(PreSharedKeyId.Usage.REINIT, PreSharedKeyId.Usage.BRANCH)) {
      PreSharedKeyId id = new PreSharedKeyId.Resumption(usage, text("g"), 1, nonce);
      assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, new Proposal.PreSharedKey(id))));
    }
  }

  @Test
  void oneChangeOfTheContext() {
    ProposalEntry one = from(0, new Proposal.GroupContextExtensions(Extensions.NONE));
    assertEquals(Reason.INVALID_PROPOSAL, regular(one, one));
    Extension extension = new Extension(0xF0F0, Bytes.EMPTY);
    assertEquals(
        Reason.INVALID_EXTENSION,
        regular(from(0, new Proposal.GroupContextExtensions(Extensions.of(extension, extension)))));
    Extension malformed = new Extension(Extension.REQUIRED_CAPABILITIES, Bytes.of((byte) 9));
    assertEquals(
        Reason.MALFORMED,
        regular(from(0, new Proposal.GroupContextExtensions(Extensions.of(malformed)))));
  }

  @Test
  void reinitAndExternalInitAreRefused() {
    assertEquals(
        Reason.UNSUPPORTED,
        regular(from(0, new Proposal.ReInit(text("g"), 1, suite.code(), Extensions.NONE))));
    assertEquals(Reason.INVALID_PROPOSAL, regular(from(0, new Proposal.ExternalInit(freshKey()))));
    assertEquals(
        Reason.INVALID_PROPOSAL,
        refusal(() -> rules.checkReceived(from(1, new Proposal.ExternalInit(freshKey())))));
  }

  @Test
  void updateIsSignedForItsPlaceAndChangesTheKey() {
    Bytes groupId = state.context().groupId();
    LeafNode.Content good = bobsLeaf(freshKey(), new LeafSource.FromUpdate());
    assertEquals(Reason.NOT_AUTHENTIC, regular(from(1, update(good, groupId, 2))));
    assertEquals(Reason.NOT_AUTHENTIC, regular(from(1, update(good, text("other"), 1))));
    Bytes old = state.tree().leaf(1).orElseThrow().encryptionKey();
    assertEquals(
        Reason.INVALID_PROPOSAL,
        regular(from(1, update(bobsLeaf(old, new LeafSource.FromUpdate()), groupId, 1))));
    assertEquals(
        Reason.INVALID_PROPOSAL,
        regular(
            from(
                1,
                update(bobsLeaf(freshKey(), new LeafSource.FromCommit(Bytes.EMPTY)), groupId, 1))));
    Bytes lowOrder = Bytes.of(new byte[32]);
    assertEquals(
        Reason.INVALID_LEAF,
        regular(from(1, update(bobsLeaf(lowOrder, new LeafSource.FromUpdate()), groupId, 1))));
  }

  @Test
  void updateBySomebodyElseIsRefused() {
    assertEquals(Reason.NOT_AUTHENTIC, regular(from(2, bobsUpdate())));
    assertEquals(
        Reason.INVALID_PROPOSAL, regular(new ProposalEntry(bobsUpdate(), new Sender.External(0))));
  }

  @Test
  void nobodyProposesFromOutsideByDefault() {
    assertEquals(
        Reason.REFUSED, regular(new ProposalEntry(new Proposal.Remove(1), new Sender.External(0))));
    assertEquals(
        Reason.REFUSED, regular(new ProposalEntry(add("dave"), new Sender.NewMemberProposal())));
  }

  @Test
  void externalCommitHasItsOwnList() {
    Proposal init = new Proposal.ExternalInit(freshKey());
    assertEquals(Reason.INVALID_PROPOSAL, external());
    assertEquals(Reason.INVALID_PROPOSAL, external(new Proposal.Remove(1)));
    assertEquals(Reason.INVALID_PROPOSAL, external(init, init));
    assertEquals(
        Reason.INVALID_PROPOSAL, external(init, new Proposal.Remove(1), new Proposal.Remove(2)));
    assertEquals(Reason.INVALID_PROPOSAL, external(init, new Proposal.Remove(7)));
    assertEquals(Reason.INVALID_PROPOSAL, external(init, add("dave")));
    assertEquals(Reason.INVALID_PROPOSAL, external(init, bobsUpdate()));
    assertEquals(
        Reason.INVALID_PROPOSAL,
        external(init, new Proposal.GroupContextExtensions(Extensions.NONE)));
    Proposal psk = new Proposal.PreSharedKey(world.knownPsk());
    assertEquals(Reason.INVALID_PROPOSAL, external(init, psk, psk));
  }

  @Test
  void keyPackageIsOfThisSuiteAndNow() throws MlsException {
    KeyPackage other = new World(Suite.X25519_CHACHA20).keyPackage("dave").keyPackage();
    assertEquals(Reason.INVALID_KEY_PACKAGE, addOf(other));
    long now = World.NOW.getEpochSecond();
    for (Lifetime lifetime :
        List.of(
            new Lifetime(now - 9, now - 1),
            new Lifetime(now + 1, now + 9),
            new Lifetime(now + 9, now - 9),
            new Lifetime(0, -1))) {
      assertEquals(
          Reason.INVALID_KEY_PACKAGE,
          addOf(
              OwnKeyPackage.create(world.identity("dave"), lifetime, world.env.random())
                  .keyPackage()));
    }
  }

  @Test
  void keyPackageHasTwoKeysAndTwoSignatures() {
    Identity dave = world.identity("dave");
    Bytes key = freshKey();
    assertEquals(
        Reason.INVALID_KEY_PACKAGE, addOf(keyPackage(dave, key, key, source(), Extensions.NONE)));
    Bytes zero = Bytes.of(new byte[32]);
    assertEquals(
        Reason.INVALID_KEY_PACKAGE, addOf(keyPackage(dave, zero, key, source(), Extensions.NONE)));
    assertEquals(
        Reason.INVALID_LEAF, addOf(keyPackage(dave, key, zero, source(), Extensions.NONE)));
    assertEquals(
        Reason.INVALID_KEY_PACKAGE,
        addOf(keyPackage(dave, key, freshKey(), new LeafSource.FromUpdate(), Extensions.NONE)));
    KeyPackage good = keyPackage(dave, key, freshKey(), source(), Extensions.NONE);
    KeyPackage resigned = good.content().sign(suite, world.identity("mallory").signatureKey());
    assertEquals(Reason.NOT_AUTHENTIC, addOf(resigned));
    LeafNode unsigned = new LeafNode(good.leaf().content(), Bytes.of(new byte[64]));
    assertEquals(
        Reason.NOT_AUTHENTIC,
        addOf(
            new KeyPackage.Content(suite.code(), key, unsigned, Extensions.NONE)
                .sign(suite, dave.signatureKey())));
  }

  @Test
  void leafSupportsWhatItUses() {
    Extension unknown = new Extension(0xF0F1, Bytes.EMPTY);
    assertEquals(
        Reason.INVALID_LEAF,
        addOf(
            keyPackage(
                world.identity("dave"), freshKey(), freshKey(), source(), Extensions.of(unknown))));
    for (Capabilities capabilities :
        List.of(
            Capabilities.of(List.of(), List.of(), List.of(Credential.BASIC)),
            Capabilities.of(List.of(suite), List.of(), List.of(Credential.X509)),
            new Capabilities(List.of(), List.of(suite.code()), List.of(), List.of(), List.of(1)))) {
      Identity dave =
          new Identity(
              suite,
              suite.signature().generate(world.env.random()),
              Credential.Basic.of("dave"),
              capabilities,
              Extensions.NONE);
      assertEquals(
          Reason.INVALID_LEAF,
          addOf(keyPackage(dave, freshKey(), freshKey(), source(), Extensions.NONE)));
    }
  }

  @Test
  void leafExtensionsAreFewAndDifferent() {
    Extension known = new Extension(0xF0F0, Bytes.EMPTY);
    assertEquals(
        Reason.INVALID_EXTENSION,
        addOf(
            keyPackage(
                world.identity("dave"),
                freshKey(),
                freshKey(),
                source(),
                Extensions.of(known, known))));
    List<Extension> many =
        java.util.stream.IntStream.rangeClosed(0, Limits.DEFAULT.maxExtensions())
            .mapToObj(i -> new Extension(0x0A0A + i, Bytes.EMPTY))
            .toList();
    assertEquals(
        Reason.TOO_LARGE,
        addOf(
            keyPackage(
                world.identity("dave"), freshKey(), freshKey(), source(), new Extensions(many))));
  }

  @Test
  void policyDecidesOnCredentialsAndProposals() {
    World.ByName strict =
        new World.ByName() {
          @Override
          public boolean acceptsCredential(LeafNode leaf) {
            return !leaf.credential().equals(Credential.Basic.of("dave"));
          }

          @Override
          public boolean acceptsProposal(LeafNode sender, Proposal proposal) {
            return !(proposal instanceof Proposal.Remove);
          }
        };
    Environment env =
        new Environment(
            world.env.random(), world.env.clock(), Limits.DEFAULT, strict, PreSharedKeys.NONE);
    ProposalRules refusing = new ProposalRules(env, state);
    assertEquals(
        Reason.REFUSED, refusal(() -> refusing.checkRegular(List.of(from(0, add("dave"))), 0)));
    assertEquals(
        Reason.REFUSED,
        refusal(() -> refusing.checkRegular(List.of(from(0, new Proposal.Remove(1))), 0)));
  }

  @Test
  void replacementMustBeTheSameClient() {
    LeafNode.Content bob = state.tree().leaf(1).orElseThrow().content();
    LeafNode.Content renamed =
        new LeafNode.Content(
            freshKey(),
            bob.signatureKey(),
            Credential.Basic.of("mallory"),
            bob.capabilities(),
            new LeafSource.FromUpdate(),
            bob.extensions());
    assertEquals(Reason.REFUSED, regular(from(1, update(renamed, state.context().groupId(), 1))));
  }
}
