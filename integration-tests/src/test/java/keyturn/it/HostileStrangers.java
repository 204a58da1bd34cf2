package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  /** Far less than what the limits let through would be if nothing were limited. */
  int FLOOD_BYTES = 64 << 20;

  ServerUnderTest server();

  int maxConnectionsPerAddress();

  /** Something to send after a WebSocket was opened; the server must end the connection. */
  record Attack(String name, Move move) {
    /** Returns how the server ended it. */
    @FunctionalInterface
    interface Move {
      FrameSocket.End on(FrameSocket socket) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  default void framesOfStrangersEndTheirOwnConnectionOnly() throws InterruptedException {
    List<Attack> attacks = new ArrayList<>();
    attacks.addAll(wrongFrames());
    attacks.addAll(wrongHellos());
    attacks.addAll(slowness());
    Together.forEach(
        attacks,
        24,
        attack -> {
          try (FrameSocket socket = FrameSocket.open(server())) {
            attack.move().on(socket);
          }
        });
    stillServes();
  }

  private static List<Attack> wrongFrames() {
    byte[] tooLong = new byte[64 * 1024 + 1];
    return List.of(
        attack(
            "text", FrameSocket.FINAL | FrameSocket.TEXT, "hello".getBytes(StandardCharsets.UTF_8)),
        attack("long text", FrameSocket.FINAL | FrameSocket.TEXT, tooLong),
        attack("binary message of 64 KiB + 1", FrameSocket.FINAL | FrameSocket.BINARY, tooLong),
        attack("frame of 1 MiB", FrameSocket.FINAL | FrameSocket.BINARY, new byte[1 << 20]),
        attack("reserved opcode", FrameSocket.FINAL | 3, new byte[8]),
        attack("reserved bit", FrameSocket.FINAL | 0x40 | FrameSocket.BINARY, new byte[8]),
        attack(
            "continuation of nothing", FrameSocket.FINAL | FrameSocket.CONTINUATION, new byte[8]),
        attack("ping in parts", FrameSocket.PING, new byte[8]),
        attack("long ping", FrameSocket.FINAL | FrameSocket.PING, new byte[126]),
        claim(1L << 40),
        claim(Long.MAX_VALUE),
        claim(Integer.MAX_VALUE),
        new Attack("endless fragments", socket -> flood(socket, FrameSocket.CONTINUATION, 16_384)),
        new Attack("tiny fragments", socket -> flood(socket, FrameSocket.CONTINUATION, 1)),
        new Attack(
            "ping flood", socket -> flood(socket, FrameSocket.FINAL | FrameSocket.PING, 125)));
  }

  private static Attack attack(String name, int firstByte, byte[] payload) {
    return new Attack(
        name,
        socket -> {
          writeUntilEnded(() -> socket.frame(firstByte, payload));
          return socket.awaitEnd();
        });
  }

  private static Attack claim(long length) {
    return new Attack(
        "claimed length " + length,
        socket -> {
          writeUntilEnded(
              () -> {
                socket.header(FrameSocket.FINAL | FrameSocket.BINARY, length);
                socket.write(new byte[1024]);
              });
          return socket.awaitEnd();
        });
  }

  /** Begins a message and never ends it, or sends frame upon frame. */
  private static FrameSocket.End flood(FrameSocket socket, int firstByte, int size)
      throws IOException {
    byte[] payload = new byte[size];
    Thread flood =
        new Thread(
            () ->
                writeUntilEnded(
                    () -> {
                      if ((firstByte & FrameSocket.FINAL) == 0) {
                        socket.frame(FrameSocket.BINARY, payload);
                      }
                      for (int sent = 0; sent < FLOOD_BYTES; sent += size) {
                        socket.frame(firstByte, payload);
                      }
                    }),
            "flood");
    flood.setDaemon(true);
    flood.start();
    return socket.awaitEnd();
  }

  /** Something that ends with an exception once the server has closed. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  private static void writeUntilEnded(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      // The server did not wait for the rest.
    }
  }

  private static List<Attack> wrongHellos() {
    byte[] hello = hello();
    List<Attack> attacks = new ArrayList<>();
    for (int length : new int[] {0, 1, 2, 34, hello.length / 2, hello.length - 1}) {
      attacks.add(binary("hello cut to " + length, Arrays.copyOf(hello, length)));
    }
    attacks.add(binary("hello and one byte more", Arrays.copyOf(hello, hello.length + 1)));
    for (int bit = 0; bit < hello.length * 8; bit += hello.length * 8 / 12) {
      byte[] flipped = hello.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      attacks.add(binary("hello with bit " + bit + " flipped", flipped));
    }
    byte[] garbage = new byte[2000];
    ServerUnderTest.RANDOM.nextBytes(garbage);
    attacks.add(binary("garbage", garbage));
    for (int type : new int[] {0, 2, 3, 4, 8, 15, 20, 64, 65, 66, 67, 68, 254, 255}) {
      byte[] other = hello.clone();
      other[0] = (byte) type;
      attacks.add(binary("message type " + type, other));
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
              writeUntilEnded(() -> socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, record));
              return closedBy(CloseCode.MALFORMED, socket.awaitEnd());
            }));
    attacks.add(
        new Attack(
            "the same hello twice",
            socket -> {
              socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello);
              writeUntilEnded(() -> socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, hello));
              return closedBy(CloseCode.MALFORMED, socket.awaitEnd());
            }));
    return attacks;
  }

  private static Attack binary(String name, byte[] message) {
    return attack(name, FrameSocket.FINAL | FrameSocket.BINARY, message);
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
    stillServes();
  }

  /** Two people who have done nothing wrong. */
  default void stillServes() {
    try (Person ada = Person.newcomer(server().settings("desk"), Names.fresh("ada"));
        Person ben = Person.newcomer(server().settings("desk"), Names.fresh("ben"))) {
      ConversationId conversation = ada.talkTo(ben, CipherSuite.AES_256_GCM);
      IntStream.rangeClosed(1, 3).forEach(number -> ada.say(conversation, "still " + number));
      assertEquals(3, ben.awaitReceived(conversation, 3).size());
      ben.say(conversation, "here");
      ada.awaitText(conversation, "here");
    }
  }
}
