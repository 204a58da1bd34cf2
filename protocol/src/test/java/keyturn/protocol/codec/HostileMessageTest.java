package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.Mutations;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come: a message that is written in exactly these bytes, or {@link
 * MalformedMessageException}, and never much memory.
 */
class HostileMessageTest {
  private static final long MAX_ALLOCATED_BYTES = 1 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Bytes> clientFrames() {
    return Samples.clientMessages().stream()
        .map(message -> Bytes.of(MessageCodec.encode(message)))
        .collect(Collectors.toList());
  }

  static List<Bytes> serverFrames() {
    return Samples.serverMessages().stream()
        .map(message -> Bytes.of(MessageCodec.encode(message)))
        .collect(Collectors.toList());
  }

  static Stream<Bytes> bombs() {
    return Stream.of(
        filled(0x81, 100_000),
        filled(0x81, Limits.MAX_MESSAGE_BYTES),
        filled(0xa1, Limits.MAX_MESSAGE_BYTES),
        filled(0x9f, Limits.MAX_MESSAGE_BYTES),
        filled(0x5f, Limits.MAX_MESSAGE_BYTES),
        filled(0xc1, Limits.MAX_MESSAGE_BYTES),
        filled(0x00, Limits.MAX_MESSAGE_BYTES),
        filled(0xff, Limits.MAX_MESSAGE_BYTES),
        hex("9b0000010000000000"),
        hex("9b7fffffffffffffff"),
        hex("9bffffffffffffffff"),
        hex("9a7fffffff"),
        hex("5b0000010000000000"),
        hex("5a7fffffff"),
        hex("7b0000010000000000"),
        hex("7a7fffffff"),
        hex("bb0000010000000000"),
        hex("ba7fffffff"),
        hex("87105b0000010000000000"),
        Bytes.concat(hex("82184919ea60"), filled(0x00, 59_000)),
        Bytes.concat(hex("821823c259ea00"), filled(0xff, 0xea00)),
        Bytes.concat(hex("821823c359ea00"), filled(0xff, 0xea00)),
        Bytes.concat(hex("8181819901f4"), filled(0x80, 500)),
        Bytes.concat(hex("81907a0000ea00"), filled(0x41, 0xea00)));
  }

  /** Classes are loaded on the thread that asks first: not a message's memory. */
  @BeforeAll
  static void loadClasses() throws MalformedMessageException {
    for (Bytes frame : clientFrames()) {
      MessageCodec.decodeClient(frame.toArray(), Limits.MAX_MESSAGE_BYTES);
    }
    for (Bytes frame : serverFrames()) {
      MessageCodec.decodeServer(frame.toArray());
    }
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void mutatedClientMessageIsRefusedOrAnother(Bytes frame) {
    for (byte[] mutation : Mutations.of(frame.toArray())) {
      assertNotEquals(frame, Bytes.of(mutation));
      decodeClient(mutation);
    }
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void mutatedServerMessageIsRefusedOrAnother(Bytes frame) {
    for (byte[] mutation : Mutations.of(frame.toArray())) {
      decodeServer(mutation);
    }
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void bombIsRefusedWithLittleMemory(Bytes bomb) {
    byte[] frame = bomb.toArray();
    assertFalse(decodeClient(frame));
    assertFalse(decodeServer(frame));
  }

  @Test
  void splicedMessagesAreRefusedOrAnother() {
    List<Bytes> frames = new ArrayList<>(clientFrames());
    frames.addAll(serverFrames());
    Random random = new Random(20261120);
    for (int i = 0; i < 50_000; i++) {
      byte[] spliced = splice(pick(frames, random), pick(frames, random), random);
      decodeClient(spliced);
      decodeServer(spliced);
    }
  }

  @Test
  void largestListCostsAFewTimesItsLength() {
    Bytes entry = hex("83016161846561776179");
    byte[] frame = Bytes.concat(hex("81189081"), entry).toArray();
    assertFalse(decodeServer(frame));

    Bytes[] people = new Bytes[Limits.MAX_NAMES];
    Arrays.fill(people, Bytes.concat(hex("83016161"), hex("6461776179")));
    byte[] whole = Bytes.concat(hex("82189098c8"), Bytes.concat(people)).toArray();
    assertTrue(decodeServer(whole));
  }

  @Test
  void refusalNamesTheFieldAndNeverTheContent() {
    byte[] frame = MessageCodec.encode(Samples.clientMessages().get(0));
    for (byte[] mutation : Mutations.of(frame)) {
      try {
        MessageCodec.decodeClient(mutation, Limits.MAX_MESSAGE_BYTES);
      } catch (MalformedMessageException e) {
        assertFalse(String.valueOf(e.getMessage()).contains("horse"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("alice"), e.getMessage());
        assertTrue(e.getCause() == null);
      }
    }
  }

  @Test
  void refusalSaysWhatWasExpected() {
    MalformedMessageException e =
        assertThrows(
            MalformedMessageException.class,
            () ->
                MessageCodec.decodeClient(hex("841831070506").toArray(), Limits.MAX_MESSAGE_BYTES));

    assertTrue(
        String.valueOf(e.getMessage()).startsWith("acknowledge, read: expected at most"),
        e.getMessage());
  }

  /** Whether it is a message. */
  private static boolean decodeClient(byte[] frame) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      ClientMessage message = MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES);
      assertLittle(before);
      assertArrayEquals(frame, MessageCodec.encode(message));
      return true;
    } catch (MalformedMessageException e) {
      assertLittle(before);
      return false;
    }
  }

  private static boolean decodeServer(byte[] frame) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      ServerMessage message = MessageCodec.decodeServer(frame);
      assertLittle(before);
      assertArrayEquals(frame, MessageCodec.encode(message));
      return true;
    } catch (MalformedMessageException e) {
      assertLittle(before);
      return false;
    }
  }

  private static void assertLittle(long before) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> allocated + " bytes allocated");
  }

  private static byte[] splice(byte[] first, byte[] second, Random random) {
    int from = random.nextInt(first.length + 1);
    int to = random.nextInt(second.length + 1);
    byte[] spliced = Arrays.copyOf(first, from + second.length - to);
    System.arraycopy(second, to, spliced, from, second.length - to);
    for (int changes = random.nextInt(3); changes > 0 && spliced.length > 0; changes--) {
      spliced[random.nextInt(spliced.length)] = (byte) random.nextInt(256);
    }
    return spliced;
  }

  private static byte[] pick(List<Bytes> frames, Random random) {
    return frames.get(random.nextInt(frames.size())).toArray();
  }

  private static Bytes filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  private static Bytes hex(String hex) {
    return Bytes.ofHex(hex);
  }
}
