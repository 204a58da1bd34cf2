package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.UntrustedServerException;
import org.junit.jupiter.api.Test;

/**
 * WebSocket frames that are wrong, or right and too many (RFC 6455 §5, §7), of strangers and of
 * people who have signed in. Each ends its own connection, and nothing of that stays.
 */
interface HostileFrames {
  /** Of RFC 6455 §7.4.1, the code of a close that is answered, and ours. */
  Set<Integer> MEANINGFUL =
      Set.of(
          1000,
          1002,
          1007,
          1009,
          1011,
          3000,
          CloseCode.MALFORMED.code(),
          CloseCode.SIGN_IN_TIMEOUT.code(),
          CloseCode.UNSUPPORTED_VERSION.code(),
          CloseCode.TOO_MANY.code());

  ServerUnderTest server();

  int maxConnectionsPerAddress();

  /** What needs no tunnel; some of it ends only when the time for signing in is over. */
  static List<Attack> ofStrangers() {
    List<Attack> attacks = new ArrayList<>(oneRecord());
    attacks.addAll(claims());
    attacks.addAll(large());
    attacks.addAll(endless());
    attacks.addAll(oneTooMany());
    return attacks;
  }

  /** One after the other, by tokens: each password would take a quarter of a second. */
  @Test
  default void framesOfPeopleEndTheirOwnConnectionOnly()
      throws IOException,
          ProtocolException,
          AuthenticationFailedException,
          UntrustedServerException {
    List<Attack> attacks = new ArrayList<>(oneRecord());
    attacks.addAll(large());
    attacks.addAll(oneTooMany());
    ClientMessage next = SigningIn.register(Names.fresh("frank"), Person.PASSWORD);
    for (Attack attack : attacks) {
      try (FrameSocket socket = FrameSocket.open(server())) {
        ServerMessage.SignedIn signedIn = FramedSignIn.signIn(server(), socket, next);
        next = new ClientMessage.Resume(signedIn.device(), signedIn.next());
        check(attack, attack.move().on(socket));
      }
    }
    nothingStays(server(), maxConnectionsPerAddress());
  }

  static void check(Attack attack, FrameSocket.End end) {
    // TCP may throw the server's last words away where more was on its way than it took.
    assertTrue(
        end.closeCode() == FrameSocket.End.CUT || MEANINGFUL.contains(end.closeCode()),
        () -> attack + " ended with " + end);
  }

  /** Each in one piece, which the server has taken whole when it answers. */
  private static List<Attack> oneRecord() {
    List<Attack> attacks = new ArrayList<>(wrongHeaders());
    attacks.addAll(wrongLengths());
    attacks.addAll(wrongCloses());
    return attacks;
  }

  private static List<Attack> wrongHeaders() {
    List<Attack> attacks = new ArrayList<>();
    for (int bits : new int[] {0x10, 0x20, 0x40, 0x70}) {
      attacks.add(
          Attack.frame(
              "reserved bits " + bits, FrameSocket.FINAL | bits | FrameSocket.BINARY, new byte[8]));
    }
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      attacks.add(
          Attack.frame("reserved opcode " + opcode, FrameSocket.FINAL | opcode, new byte[8]));
    }
    attacks.add(
        Attack.frame(
            "continuation of nothing", FrameSocket.FINAL | FrameSocket.CONTINUATION, new byte[8]));
    attacks.add(
        Attack.writing(
            "a message inside another",
            socket -> {
              socket.frame(FrameSocket.BINARY, new byte[8]);
              socket.frame(FrameSocket.FINAL | FrameSocket.BINARY, new byte[8]);
            }));
    attacks.add(Attack.frame("ping in parts", FrameSocket.PING, new byte[8]));
    attacks.add(Attack.frame("pong in parts", FrameSocket.PONG, new byte[8]));
    attacks.add(Attack.frame("close in parts", FrameSocket.CLOSE, new byte[] {3, (byte) 0xE8}));
    attacks.add(Attack.raw("frame without a mask", unmasked(FrameSocket.BINARY)));
    attacks.add(
        Attack.frame(
            "text", FrameSocket.FINAL | FrameSocket.TEXT, "hi".getBytes(StandardCharsets.UTF_8)));
    attacks.add(
        Attack.frame(
            "text that is no UTF-8",
            FrameSocket.FINAL | FrameSocket.TEXT,
            new byte[] {(byte) 0xC0, (byte) 0x80}));
    return attacks;
  }

  private static Bytes unmasked(int opcode) {
    byte[] frame = new byte[10];
    frame[0] = (byte) (FrameSocket.FINAL | opcode);
    frame[1] = 8;
    return Bytes.of(frame);
  }

  private static List<Attack> wrongLengths() {
    return List.of(
        Attack.frame("ping of 126 bytes", FrameSocket.FINAL | FrameSocket.PING, new byte[126]),
        Attack.frame("close of 126 bytes", FrameSocket.FINAL | FrameSocket.CLOSE, new byte[126]),
        // RFC 6455 §5.2 wants the shortest form; the container takes the others too, and the tunnel
        // then finds no record in it.
        Attack.raw("length in 16 bits that needs 7", Bytes.ofHex("82fe0008" + "00".repeat(12))),
        Attack.raw(
            "length in 64 bits that needs 7",
            Bytes.ofHex("82ff0000000000000008" + "00".repeat(12))),
        Attack.claim(Long.MIN_VALUE),
        Attack.claim(-1));
  }

  /** Nothing is set aside for what is only announced; then the time for signing in is over. */
  private static List<Attack> claims() {
    return List.of(
        Attack.claim(Integer.MAX_VALUE),
        Attack.claim(1L << 32),
        Attack.claim(1L << 40),
        Attack.claim(Long.MAX_VALUE),
        new Attack(
            "a header that comes byte by byte",
            socket ->
                socket.dribble(
                    Bytes.ofHex("82ff0000000000001000").toArray(), Duration.ofSeconds(1))));
  }

  private static List<Attack> large() {
    byte[] tooLong = new byte[64 * 1024 + 1];
    return List.of(
        Attack.frame("pong of 64 KiB", FrameSocket.FINAL | FrameSocket.PONG, new byte[65_536]),
        Attack.frame("long text", FrameSocket.FINAL | FrameSocket.TEXT, tooLong),
        Attack.binary("binary message of 64 KiB + 1", tooLong),
        Attack.binary("frame of 1 MiB", new byte[1 << 20]),
        Attack.writing(
            "64 KiB + 1 in two frames",
            socket -> {
              socket.frame(FrameSocket.BINARY, new byte[64 * 1024]);
              socket.frame(FrameSocket.FINAL | FrameSocket.CONTINUATION, new byte[1]);
            }),
        Attack.flood("endless fragments", FrameSocket.BINARY, FrameSocket.CONTINUATION, 16_384),
        Attack.flood(
            "endless fragments of text", FrameSocket.TEXT, FrameSocket.CONTINUATION, 16_384),
        Attack.flood("empty fragments", FrameSocket.BINARY, FrameSocket.CONTINUATION, 0),
        Attack.flood("tiny fragments", FrameSocket.BINARY, FrameSocket.CONTINUATION, 1),
        Attack.flood(
            "flood of empty messages",
            FrameSocket.FINAL | FrameSocket.BINARY,
            FrameSocket.FINAL | FrameSocket.BINARY,
            0));
  }

  /** Right each by itself, and one too many: what the container would keep is bounded by us. */
  private static List<Attack> oneTooMany() {
    return List.of(
        tooMany(
            "pings at once",
            FrameSocket.repeated(FrameSocket.FINAL | FrameSocket.PING, new byte[4], 40 * 10)),
        tooMany(
            "empty fragments",
            Bytes.concat(
                    Bytes.of(FrameSocket.repeated(FrameSocket.BINARY, new byte[0], 1)),
                    Bytes.of(FrameSocket.repeated(FrameSocket.CONTINUATION, new byte[0], 300 * 6)))
                .toArray()));
  }

  private static Attack tooMany(String name, byte[] frames) {
    return new Attack(
        name,
        socket -> {
          socket.write(frames);
          FrameSocket.End end = socket.awaitEnd();
          assertEquals(CloseCode.TOO_MANY.code(), end.closeCode(), name);
          return end;
        });
  }

  /** Right, and no end of it. */
  private static List<Attack> endless() {
    return List.of(
        Attack.flood(
            "ping flood",
            FrameSocket.FINAL | FrameSocket.PING,
            FrameSocket.FINAL | FrameSocket.PING,
            125),
        Attack.flood(
            "pong flood",
            FrameSocket.FINAL | FrameSocket.PONG,
            FrameSocket.FINAL | FrameSocket.PONG,
            125),
        Attack.unread(
            "pings whose answers are not read", FrameSocket.FINAL | FrameSocket.PING, 125));
  }

  private static List<Attack> wrongCloses() {
    List<Attack> attacks = new ArrayList<>();
    attacks.add(
        Attack.frame("close without a code", FrameSocket.FINAL | FrameSocket.CLOSE, new byte[0]));
    attacks.add(
        Attack.frame("close with half a code", FrameSocket.FINAL | FrameSocket.CLOSE, new byte[1]));
    for (int code :
        new int[] {0, 999, 1000, 1004, 1005, 1006, 1015, 1016, 2999, 3000, 5000, 65535}) {
      attacks.add(
          Attack.frame(
              "close with code " + code,
              FrameSocket.FINAL | FrameSocket.CLOSE,
              new byte[] {(byte) (code >> 8), (byte) code}));
    }
    attacks.add(
        Attack.frame(
            "close whose reason is no UTF-8",
            FrameSocket.FINAL | FrameSocket.CLOSE,
            new byte[] {3, (byte) 0xE8, (byte) 0xED, (byte) 0xA0, (byte) 0x80}));
    return attacks;
  }

  /** Every place for this address is free again: no connection is held by anything. */
  static void nothingStays(ServerUnderTest server, int places) throws IOException {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    for (int free = 0; free < places; free = freePlaces(server, places)) {
      assertTrue(System.nanoTime() < deadline, "only " + free + " places are free again");
    }
    HostileStrangers.stillServes(server);
  }

  private static int freePlaces(ServerUnderTest server, int places) throws IOException {
    List<FrameSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < places; i++) {
        FrameSocket socket = FrameSocket.connect(server);
        open.add(socket);
        if (socket.upgrade(server, "Sec-WebSocket-Protocol: keyturn.1") != 101) {
          return i;
        }
      }
      return open.size();
    } finally {
      FrameSocket.closeAll(open);
    }
  }
}
