package keyturn.load.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import keyturn.quickstart.StartException;

/** Everything that is done to a server, its links, its database and its clients on purpose. */
public enum Fault {
  KILLED_WHEN_RECEIVED("server killed when it has received a message"),
  KILLED_BEFORE_INSERT("server killed before the row is inserted"),
  KILLED_AFTER_INSERT("server killed before COMMIT"),
  KILLED_AFTER_COMMIT("server killed after COMMIT, before it knows"),
  KILLED_WHEN_ACKNOWLEDGED("server killed when the sender knows"),
  KILLED_WHEN_DELIVERED("server killed when the recipient has it"),
  SERVER_KILLED("server killed at any moment"),
  DATABASE_KILLED("database killed and started again"),
  DATABASE_FROZEN("database frozen for 15 s"),
  DATABASE_FULL("no room in the database for 15 s"),
  DATABASE_SLOW("database slower by 50 to 550 ms for 10 s"),
  DATABASE_RESETS("a tenth of the database's connections cut, 20 times"),
  LINK_SLOW("clients' link with 100 to 400 ms more, 10 s"),
  LINK_NARROW("clients' link at 1 KB/s (slow readers), 20 s"),
  LINK_DRIBBLES("clients' link byte by byte, 5 s"),
  LINK_CORRUPTS("clients' link turns a bit in a tenth of the pieces, 10 s"),
  LINK_HALF_CLOSED("clients' link half closed"),
  LINK_SWALLOWS("clients' link a black hole for 50 s (half-open peers)"),
  RECONNECT_STORM("all links cut 30 times in 6 s"),
  CLIENT_KILLED("client killed while it stores"),
  CLIENT_CLOCK("client's clock a day ahead, then a day behind"),
  VAULT_FROM_YESTERDAY("a client's vault replaced by an older copy"),
  SERVER_FROM_BACKUP("server's database replaced by an older copy"),
  FLOOD_OF_CONNECTIONS("strangers open connections and say nothing, 15 s", Flood.Kind.CONNECTIONS),
  FLOOD_OF_HANDSHAKES("strangers begin handshakes, 15 s", Flood.Kind.HANDSHAKES),
  FLOOD_OF_GARBAGE("strangers send garbage, 15 s", Flood.Kind.GARBAGE),
  FLOOD_OF_SLOW_HANDSHAKES("strangers ask byte by byte, 15 s", Flood.Kind.SLOW_HANDSHAKES),
  FLOOD_OF_SIGN_INS("strangers try names and passwords, 15 s", Flood.Kind.SIGN_INS);

  private static final int FLOOD_MILLIS = 15_000;

  private final String title;
  private final Optional<Flood.Kind> flood;

  Fault(String title) {
    this.title = title;
    this.flood = Optional.empty();
  }

  Fault(String title, Flood.Kind flood) {
    this.title = title;
    this.flood = Optional.of(flood);
  }

  /** As it stands in the report. */
  public String title() {
    return title;
  }

  /**
   * Whether there are people whom it must not concern: those with a link of their own, while server
   * and database are well.
   */
  boolean hasBystanders() {
    return compareTo(LINK_SLOW) >= 0 && this != SERVER_FROM_BACKUP;
  }

  /** Makes it, once. */
  void inflict(Scene scene) throws IOException, StartException, SQLException, InterruptedException {
    switch (this) {
      case KILLED_WHEN_RECEIVED -> scene.killAt(Failpoint.RECEIVED);
      case KILLED_BEFORE_INSERT -> scene.killAt(Failpoint.BEFORE_INSERT);
      case KILLED_AFTER_INSERT -> scene.killAt(Failpoint.AFTER_INSERT);
      case KILLED_AFTER_COMMIT -> scene.killAt(Failpoint.AFTER_COMMIT);
      case KILLED_WHEN_ACKNOWLEDGED -> scene.killAt(Failpoint.ACKNOWLEDGED);
      case KILLED_WHEN_DELIVERED -> scene.killAt(Failpoint.DELIVERED);
      case SERVER_KILLED -> {
        scene.pause(2_000);
        scene.laboratory().killServer();
      }
      case DATABASE_KILLED -> scene.laboratory().killDatabase();
      case DATABASE_FROZEN -> scene.laboratory().freezeDatabase(15_000);
      case DATABASE_FULL -> scene.laboratory().fillDatabase(15_000);
      case DATABASE_SLOW -> scene.databaseLink(slower(50, 500), 10_000);
      case DATABASE_RESETS -> {
        for (int i = 0; i < 20; i++) {
          scene.laboratory().databaseLink().cutSome(0.1);
          scene.last(250);
        }
      }
      case LINK_SLOW -> scene.clientLink(slower(100, 300), 10_000);
      case LINK_NARROW -> scene.clientLink(Conditions.GOOD.atRate(1_000), 20_000);
      case LINK_DRIBBLES -> scene.clientLink(Conditions.GOOD.dribbling(), 5_000);
      case LINK_CORRUPTS -> scene.clientLink(Conditions.GOOD.corrupting(0.1), 10_000);
      case LINK_HALF_CLOSED -> {
        scene.laboratory().clientLink().halfClose();
        scene.last(3_000);
      }
      case LINK_SWALLOWS -> {
        scene.clientLink(Conditions.GOOD.swallowing(), 50_000);
        scene.laboratory().clientLink().cut();
      }
      case RECONNECT_STORM -> {
        for (int i = 0; i < 30; i++) {
          scene.laboratory().clientLink().cut();
          scene.members().forEach(Member::tryNow);
          scene.last(200);
        }
      }
      case CLIENT_KILLED -> scene.killClient();
      case CLIENT_CLOCK -> {
        for (int days : new int[] {1, -1, 0}) {
          scene.clock().jump(Duration.ofDays(days));
          scene.laboratory().clientLink().cut();
          scene.last(2_000);
        }
      }
      case VAULT_FROM_YESTERDAY -> scene.restoreVault();
      case SERVER_FROM_BACKUP -> scene.restoreServer();
      case FLOOD_OF_CONNECTIONS,
          FLOOD_OF_HANDSHAKES,
          FLOOD_OF_GARBAGE,
          FLOOD_OF_SLOW_HANDSHAKES,
          FLOOD_OF_SIGN_INS ->
          scene.flood(flood.orElseThrow(), FLOOD_MILLIS);
    }
  }

  private static Conditions slower(int millis, int atMostMore) {
    return Conditions.GOOD.delayed(Duration.ofMillis(millis), Duration.ofMillis(atMostMore));
  }
}
