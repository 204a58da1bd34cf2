package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import org.junit.jupiter.api.Test;

/**
 * Traffic both ways during refreshes, in every order in which two writers and two pipes can act. A
 * state is what was sealed in each direction and how much of it has arrived; each is visited once.
 */
class RefreshInterleavingTest {
  private static final int REFRESH_COUNT = 2;
  private static final int MESSAGES_EACH_WAY = 3;

  /** One thing that can happen next. */
  private enum Action {
    CLIENT_WRITES,
    SERVER_WRITES,
    CLIENT_CONTROLS,
    SERVER_CONTROLS,
    REACHES_SERVER,
    REACHES_CLIENT
  }

  private final Set<String> seen = new HashSet<>();
  private int quiescent;
  private int mostRefreshes;

  @Test
  void everyInterleavingDeliversAllInOrder() throws Exception {
    Deque<List<Action>> open = new ArrayDeque<>();
    open.add(List.of());
    while (!open.isEmpty()) {
      List<Action> path = open.poll();
      boolean stuck = true;
      for (Action action : Action.values()) {
        List<Action> longer = new ArrayList<>(path);
        longer.add(action);
        Optional<String> state = replay(longer);
        stuck &= state.isEmpty();
        if (state.isPresent() && seen.add(state.get())) {
          open.add(longer);
        }
      }
      if (stuck) {
        endsWell(path);
      }
    }
    assertTrue(seen.size() > 1000, "states " + seen.size());
    assertTrue(quiescent > 1, "ends " + quiescent);
    assertTrue(mostRefreshes >= 2, "refreshes " + mostRefreshes);
  }

  /** The state after these actions, or empty if the last of them is not possible there. */
  private static Optional<String> replay(List<Action> path) throws Exception {
    try (Run run = new Run()) {
      boolean possible = true;
      for (Action action : path) {
        possible = run.act(action);
      }
      return possible ? Optional.of(run.state()) : Optional.empty();
    }
  }

  private void endsWell(List<Action> path) throws Exception {
    try (Run run = new Run()) {
      for (Action action : path) {
        assertTrue(run.act(action));
      }
      assertEquals(expected("c"), run.arrivedAtServer);
      assertEquals(expected("s"), run.arrivedAtClient);
      assertEquals(run.client.refreshes(), run.server.refreshes());
      assertFalse(run.client.isClosed());
      assertFalse(run.server.isClosed());
      quiescent++;
      mostRefreshes = Math.max(mostRefreshes, run.client.refreshes());
    }
  }

  private static List<String> expected(String from) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < MESSAGES_EACH_WAY; i++) {
      expected.add(from + i);
    }
    return expected;
  }

  /** Two tunnels with the same secrets, without a handshake, and the pipes between them. */
  private static final class Run implements AutoCloseable {
    private final Tunnel client;
    private final Tunnel server;
    private final Pipe toServer = new Pipe();
    private final Pipe toClient = new Pipe();
    private final List<String> arrivedAtServer = new ArrayList<>();
    private final List<String> arrivedAtClient = new ArrayList<>();
    private int clientWrote;
    private int serverWrote;

    Run() {
      Bytes hash = Bytes.of(new byte[32]);
      HandshakeKeys keys =
          HandshakeKeys.derive(
              HandshakeParts.with(TunnelPair.RANDOM),
              KeyGroup.X25519,
              CipherSuite.AES_128_GCM,
              SecretBytes.adopt(new byte[32]),
              hash);
      ServerIdentity identity = TunnelPair.IDENTITY.presented();
      Established handshake = new Established(keys, identity, REFRESH_COUNT, hash, hash);
      client = Tunnel.ofClient(handshake);
      server = Tunnel.ofServer(handshake);
    }

    boolean act(Action action) throws Exception {
      return switch (action) {
        case CLIENT_WRITES ->
            clientWrote < MESSAGES_EACH_WAY
                && toServer.put(client.seal(TunnelPair.text("c" + clientWrote++)));
        case SERVER_WRITES ->
            serverWrote < MESSAGES_EACH_WAY
                && toClient.put(server.seal(TunnelPair.text("s" + serverWrote++)));
        case CLIENT_CONTROLS -> toServer.put(client.nextControl());
        case SERVER_CONTROLS -> toClient.put(server.nextControl());
        case REACHES_SERVER -> toServer.deliver(server, arrivedAtServer);
        case REACHES_CLIENT -> toClient.deliver(client, arrivedAtClient);
      };
    }

    String state() {
      return toServer + "/" + toClient;
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  /** Records under way, and the types of all that ever were. */
  private static final class Pipe {
    private final Deque<byte[]> underWay = new ArrayDeque<>();
    private final StringBuilder history = new StringBuilder();

    boolean put(byte[] record) {
      underWay.add(record);
      history.append((char) record[0]);
      return true;
    }

    boolean put(Optional<byte[]> record) {
      return record.map(this::put).orElse(false);
    }

    boolean deliver(Tunnel to, List<String> arrived) throws Exception {
      byte[] record = underWay.poll();
      if (record == null) {
        return false;
      }
      arrived.addAll(TunnelPair.texts(to.open(record)));
      return true;
    }

    @Override
    public String toString() {
      return history + " " + underWay.size();
    }
  }
}
