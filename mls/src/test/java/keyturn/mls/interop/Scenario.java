package keyturn.mls.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import keyturn.crypto.Bytes;
import keyturn.mls.suite.Suite;

/**
 * The life of one group of both kinds of members, drawn from a seed: who joins how, who leaves, who
 * commits and who says what. After every commit all must agree; every message must open everywhere.
 */
final class Scenario {
  private enum Step {
    ADD,
    REMOVE,
    EMPTY_COMMIT,
    UPDATE,
    PROPOSE_ADD,
    JOIN_EXTERNALLY,
    COME_BACK,
    TALK,
    TALK_ACROSS
  }

  private final Suite suite;
  private final Random random;
  private final int maxMembers;
  private final List<Peer> members = new ArrayList<>();
  private final Map<Step, Integer> done = new EnumMap<>(Step.class);
  private int people;

  Scenario(Suite suite, long seed, int maxMembers) throws Exception {
    this.suite = suite;
    this.random = new Random(seed);
    this.maxMembers = maxMembers;
    Peer creator = newPeer();
    byte[] groupId = new byte[16];
    random.nextBytes(groupId);
    creator.create(Bytes.of(groupId));
    members.add(creator);
  }

  /** Counts of what was done, by step. */
  Map<Step, Integer> run(int steps) throws Exception {
    while (members.size() < Math.min(maxMembers, 2)) {
      add();
    }
    for (int i = 0; i < steps; i++) {
      Step step = Step.values()[random.nextInt(Step.values().length)];
      if (take(step)) {
        done.merge(step, 1, Integer::sum);
      }
    }
    talk();
    return done;
  }

  private boolean take(Step step) throws Exception {
    boolean room = members.size() < maxMembers;
    switch (step) {
      case ADD -> {
        if (room) {
          add();
        }
        return room;
      }
      case REMOVE -> {
        return members.size() > 2 && remove();
      }
      case EMPTY_COMMIT -> settle(any(), List.of(), List.of());
      case UPDATE -> update();
      case PROPOSE_ADD -> {
        if (room) {
          proposeAdd();
        }
        return room;
      }
      case JOIN_EXTERNALLY -> {
        if (room) {
          joinExternally(newPeer(), OptionalInt.empty());
        }
        return room;
      }
      case COME_BACK -> comeBack();
      case TALK -> talk();
      case TALK_ACROSS -> talkAcross();
    }
    return true;
  }

  private Peer newPeer() throws Exception {
    String name = "member" + people++;
    return random.nextBoolean()
        ? new OurPeer(suite, name, OurPeer.Saving.EACH_EPOCH)
        : new BouncyPeer(suite, name, BouncyPeer.Tree.IN_EVERY_WELCOME);
  }

  private Peer any() {
    return members.get(random.nextInt(members.size()));
  }

  private Peer anyBut(Peer one) {
    Peer other = any();
    while (other == one) {
      other = any();
    }
    return other;
  }

  private Peer.Wire wire() {
    return random.nextBoolean() ? Peer.Wire.PUBLIC : Peer.Wire.PRIVATE;
  }

  private void add() throws Exception {
    List<Peer> joining = new ArrayList<>();
    List<Bytes> packages = new ArrayList<>();
    int count = 1 + random.nextInt(Math.min(4, maxMembers - members.size()));
    for (int i = 0; i < count; i++) {
      Peer peer = newPeer();
      joining.add(peer);
      packages.add(peer.keyPackage());
    }
    Bytes welcome = settle(any(), packages, List.of()).welcome().orElseThrow();
    for (Peer peer : joining) {
      peer.join(welcome);
      members.add(peer);
    }
    agree();
  }

  private boolean remove() throws Exception {
    Peer committer = any();
    Peer leaving = anyBut(committer);
    int leaf = leaving.leaf();
    members.remove(leaving);
    settle(committer, List.of(), List.of(leaf));
    return true;
  }

  private void update() throws Exception {
    Peer proposer = any();
    Peer committer = anyBut(proposer);
    Bytes proposal = proposer.proposeUpdate(wireFor(proposer));
    spread(proposal, proposer);
    settle(committer, List.of(), List.of());
  }

  private void proposeAdd() throws Exception {
    Peer peer = newPeer();
    Peer proposer = any();
    spread(proposer.proposeAdd(peer.keyPackage(), wireFor(proposer)), proposer);
    Bytes welcome = settle(any(), List.of(), List.of()).welcome().orElseThrow();
    peer.join(welcome);
    members.add(peer);
    agree();
  }

  /**
   * Bouncy Castle takes its own proposals back from the server, so it must be able to read them.
   */
  private Peer.Wire wireFor(Peer proposer) {
    return proposer instanceof BouncyPeer ? Peer.Wire.PUBLIC : wire();
  }

  private void spread(Bytes proposal, Peer proposer) throws Exception {
    for (Peer member : members) {
      if (member != proposer || random.nextBoolean() || proposer instanceof BouncyPeer) {
        member.handle(proposal);
      }
    }
  }

  private void joinExternally(Peer peer, OptionalInt removed) throws Exception {
    Bytes commit = peer.joinExternally(any().groupInfo(), removed);
    for (Peer member : members) {
      member.handle(commit);
    }
    members.add(peer);
    agree();
  }

  private void comeBack() throws Exception {
    Peer lost = any();
    Peer fresh =
        random.nextBoolean()
            ? new OurPeer(suite, lost.name(), OurPeer.Saving.EACH_EPOCH)
            : new BouncyPeer(suite, lost.name(), BouncyPeer.Tree.IN_EVERY_WELCOME);
    OptionalInt leaf = OptionalInt.of(lost.leaf());
    members.remove(lost);
    joinExternally(fresh, leaf);
  }

  private Peer.Commit settle(Peer committer, List<Bytes> added, List<Integer> removed)
      throws Exception {
    Peer.Commit commit = committer.commit(added, removed, wire());
    for (Peer member : members) {
      member.handle(commit.message());
    }
    agree();
    return commit;
  }

  private void agree() {
    Bytes expected = members.get(0).authenticator();
    for (Peer member : members) {
      assertEquals(expected, member.authenticator(), member.name());
    }
  }

  /** What one member says to the others, with its plaintext. */
  private record Said(Peer sender, Bytes message, Bytes plaintext) {}

  private List<Said> say(int count) throws Exception {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] text = new byte[random.nextInt(300)];
      random.nextBytes(text);
      Peer sender = any();
      Bytes plaintext = Bytes.of(text);
      said.add(new Said(sender, sender.protect(plaintext, Bytes.of((byte) i)), plaintext));
    }
    return said;
  }

  private void talk() throws Exception {
    List<Said> said = say(1 + random.nextInt(6));
    for (Peer member : members) {
      Collections.shuffle(said, random);
      hear(member, said);
    }
  }

  private void talkAcross() throws Exception {
    List<Said> said = say(1 + random.nextInt(4));
    settle(any(), List.of(), List.of());
    for (Peer member : members) {
      if (member.keepsLastEpoch()) {
        hear(member, said);
      }
    }
  }

  private static void hear(Peer member, List<Said> said) throws Exception {
    for (Said one : said) {
      if (one.sender() != member) {
        assertEquals(one.plaintext(), member.unprotect(one.message()), member.name());
      }
    }
  }
}
