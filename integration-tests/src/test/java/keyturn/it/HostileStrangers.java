package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.CloseCode;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.tunnel.ClientHandshake;
import keyturn.protocol.tunnel.ClientPolicy;
import org.junit.jupiter.api.Test;

/** What somebody without an account can send; afterwards the server serves as before. */
interface HostileStrangers {
  ServerUnderTest server();

  int maxConnectionsPerAddress();

  @Test
  default void whatStrangersSendEndsTheirOwnConnectionOnly()
      throws InterruptedException, IOException {
    List<Attack> attacks = new ArrayList<>(HostileFrames.ofStrangers());
    attacks.addAll(wrongHellos());
    attacks.addAll(slowness());
    Together.forEach(
        attacks,
        24,
        attack -> {
          try (FrameSocket socket = FrameSocket.open(server())) {
            HostileFrames.check(attack, attack.move().on(socket));
          }
        });
    HostileFrames.nothingStays(server(), maxConnectionsPerAddress());
  }

  private static List<Attack> wrongHellos() {
    byte[] hello = hello();
    List<Attack> attacks = new ArrayList<>();
    for (int length : new int[] {0, 1, 2, 34, hello.length / 2, hello.length - 1}) {
      attacks.add(Attack.binary("hello cut to " + length, Arrays.copyOf(hello, length)));
    }
    attacks.add(Attack.binary("hello and one byte more", Arrays.copyOf(hello, hello.length + 1)));
    for (int bit = 0; bit < hello.length * 8; bit += hello.length * 8 / 12) {
      byte[] flipped = hello.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      attacks.add(Attack.binary("hello with bit " + bit + " flipped", flipped));
    }
    byte[] garbage = new byte[2000];
    ServerUnderTest.RANDOM.nextBytes(garbage);
    attacks.add(Attack.binary("garbage", garbage));
    for (int type : new int[] {0, 2, 3, 4, 8, 15, 20, 64, 65, 66, 67, 68, 254, 255}) {
      byte[] other = hello.clone();
      other[0] = (byte) type;
      attacks.add(Attack.binary("message type " + type, other));
    }
    attacks.add(
        new Attack(
            "application record before Finished",
            socket -> {
              socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello);
              socket.read();
              socket.read();
              byte[] record = new byte[200];
              record[0] = 65;
              Attack.writeUntilEnded(
                  () -> socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, record));
              return closedBy(CloseCode.MALFORMED, socket.awaitEnd());
            }));
    attacks.add(
        new Attack(
            "the same hello twice",
            socket -> {
              socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello);
              Attack.writeUntilEnded(
                  () -> socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello));
              return closedBy(CloseCode.MALFORMED, socket.awaitEnd());
            }));
    return attacks;
  }

  private static List<Attack> slowness() {
    return List.of(
        new Attack("silence", socket -> closedBy(CloseCode.SIGN_IN_TIMEOUT, socket.awaitEnd())),
        new Attack(
            "a frame that comes byte by byte",
            socket -> {
              byte[] hello = hello();
              socket.header(FrameSocket.FINAL | FrameSocket.BINARY, hello.length);
              return closedBy(
                  CloseCode.SIGN_IN_TIMEOUT, socket.dribble(hello, Duration.ofMillis(100)));
            }),
        new Attack(
            "silence after the server's proof",
            socket -> {
              socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello());
              return closedBy(CloseCode.SIGN_IN_TIMEOUT, socket.awaitEnd());
            }));
  }

  private static FrameSocket.End closedBy(CloseCode code, FrameSocket.End end) {
    assertEquals(new FrameSocket.End(code.code()), end);
    return end;
  }

  private static byte[] hello() {
    try (ClientHandshake handshake =
        ClientHandshake.start(ClientPolicy.standard(), identity -> {}, ServerUnderTest.RANDOM)) {
      return handshake.hello();
    }
  }

  @Test
  default void upgradeIsRefusedToWhomItIsNotFor() throws IOException {
    assertEquals(400, upgrade("Sec-WebSocket-Protocol: chat"));
    assertEquals(400, upgrade("X-Nothing: at all"));
    assertEquals(
        403, upgrade("Sec-WebSocket-Protocol: keyturn.1", "Origin: https://elsewhere.example"));
    assertEquals(101, upgrade("Sec-WebSocket-Protocol: keyturn.1"));
  }

  private int upgrade(String... headers) throws IOException {
    try (FrameSocket socket = FrameSocket.connect(server())) {
      return socket.upgrade(server(), headers);
    }
  }

  @Test
  default void oneAddressCannotTakeAllPlaces() throws IOException {
    List<FrameSocket> open = new ArrayList<>();
    OptionalInt refusal = OptionalInt.empty();
    try {
      // The server ends each after 5 s without a hello: on a slow machine it takes some more.
      for (int i = 0; i < 10 * maxConnectionsPerAddress() && refusal.isEmpty(); i++) {
        FrameSocket socket = FrameSocket.connect(server());
        open.add(socket);
        int status = socket.upgrade(server(), "Sec-WebSocket-Protocol: keyturn.1");
        refusal = status == 101 ? refusal : OptionalInt.of(status);
      }
    } finally {
      FrameSocket.closeAll(open);
    }
    assertEquals(OptionalInt.of(429), refusal);
    assertTrue(open.size() > maxConnectionsPerAddress());
    stillServes(server());
  }

  /** Two people who have done nothing wrong. */
  static void stillServes(ServerUnderTest server) {
    try (Person ada = Person.newcomer(server.settings("desk"), Names.fresh("ada"));
        Person ben = Person.newcomer(server.settings("desk"), Names.fresh("ben"))) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      IntStream.rangeClosed(1, 3).forEach(number -> ada.say(conversation, "still " + number));
      assertEquals(3, ben.awaitReceived(conversation, 3).size());
      ben.say(conversation, "here");
      ada.awaitText(conversation, "here");
    }
  }
}
