package keyturn.load.faults;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Two people with one conversation, who write to each other. One thread. */
final class Pair implements AutoCloseable {
  private final Member ada;
  private final Member ben;
  private final History history;
  private final List<Writer> writers = new ArrayList<>();

  private Pair(Member ada, Member ben, History history) {
    this.ada = ada;
    this.ben = ben;
    this.history = history;
  }

  /** Whose link is the bad one. */
  static Pair of(Laboratory laboratory, String suffix, Clock clock, History history)
      throws SQLException, InterruptedException {
    Laboratory.Way way = Laboratory.Way.BAD_LINK;
    return new Pair(
            new Member(laboratory, "ada" + suffix, clock, way, history),
            new Member(laboratory, "ben" + suffix, clock, way, history),
            history)
        .meet(laboratory);
  }

  /** Who notice nothing of the bad link. */
  static Pair direct(Laboratory laboratory, String suffix, History history)
      throws SQLException, InterruptedException {
    Laboratory.Way way = Laboratory.Way.DIRECT;
    return new Pair(
            new Member(laboratory, "cyd" + suffix, Clock.systemUTC(), way, history),
            new Member(laboratory, "dov" + suffix, Clock.systemUTC(), way, history),
            history)
        .meet(laboratory);
  }

  private Pair meet(Laboratory laboratory) throws SQLException, InterruptedException {
    for (Member member : members()) {
      laboratory.account(member.name());
      member.start();
    }
    ada.open(ben.name());
    for (Member member : members()) {
      String in = member.awaitConversation().toString();
      history.add(new Event.Joined(member.name(), member.name(), in, 0));
    }
    return this;
  }

  Member ada() {
    return ada;
  }

  Member ben() {
    return ben;
  }

  List<Member> members() {
    return List.of(ada, ben);
  }

  void write(int pauseMillis) {
    members().forEach(member -> writers.add(new Writer(member, pauseMillis)));
  }

  /** Returns when nothing more is written. */
  void fallSilent() {
    writers.forEach(Writer::end);
  }

  /** Ends both clients, and notes what lies in their vaults and what the server still has. */
  void noteAll(Laboratory laboratory) throws SQLException, InterruptedException {
    for (Member member : members()) {
      member.stop();
      member.noteVault(Member.VaultUse.KEPT);
      laboratory.noteQueued(member.name(), history);
    }
  }

  @Override
  public void close() {
    members().forEach(Member::stop);
  }
}
