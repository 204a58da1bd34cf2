package keyturn.server.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.Refused;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.server.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Alice, Bob and Mallory on one node with a database of their own. */
abstract class NodeFixture {
  @TempDir Path folder;
  DataSource database;
  TestPeople people;
  TestNode node;
  TestPeople.Device alice;
  TestPeople.Device bob;
  TestPeople.Device mallory;

  @BeforeEach
  void start() {
    database = TestDatabase.withSchema();
    people = new TestPeople(database);
    node = new TestNode(nodeDatabase(), ring());
    alice = people.device("alice");
    bob = people.device("bob");
    mallory = people.device("mallory");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  DataSource nodeDatabase() {
    return database;
  }

  Path ring() {
    return folder.resolve("ring");
  }

  /** Time passes for the node and in the database. */
  void pass(long millis) {
    people.age(millis);
    node.passMillis(millis);
  }

  static List<String> numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toList();
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  static List<AcceptedSend> accepted(TestClient client, int count) {
    int messages = 1;
    List<AcceptedSend> sends = new ArrayList<>();
    while (sends.size() < count) {
      sends.clear();
      client.session().await(Accepted.class, messages++).forEach(a -> sends.addAll(a.sends()));
    }
    return sends;
  }

  static List<Reason> refusals(TestClient client, int count) {
    return client.session().await(SendRefused.class, count).stream()
        .map(SendRefused::reason)
        .toList();
  }

  static Reason refused(TestClient client) {
    List<Refused> refused = client.session().await(Refused.class, 1);
    return refused.get(refused.size() - 1).reason();
  }
}
