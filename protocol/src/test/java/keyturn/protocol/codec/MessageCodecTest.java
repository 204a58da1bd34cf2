package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.Conversation;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.ServerMessage.Member;
import keyturn.protocol.message.ServerMessage.People;
import keyturn.protocol.message.ServerMessage.Person;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  static List<ClientMessage> clientMessages() {
    return Samples.clientMessages();
  }

  static List<ServerMessage> serverMessages() {
    return Samples.serverMessages();
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void clientMessageComesBackAsItWas(ClientMessage message) throws Exception {
    byte[] frame = MessageCodec.encode(message);

    assertEquals(message, MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES));
  }

  @ParameterizedTest
  @MethodSource("serverMessages")
  void serverMessageComesBackAsItWas(ServerMessage message) throws Exception {
    byte[] frame = MessageCodec.encode(message);

    assertEquals(message, MessageCodec.decodeServer(frame));
  }

  @Test
  void everyMessageHasASample() {
    assertEquals(
        kinds(Stream.of(ClientMessage.class.getPermittedSubclasses())),
        kinds(Samples.clientMessages().stream().map(Object::getClass)));
    assertEquals(
        kinds(Stream.of(ServerMessage.class.getPermittedSubclasses())),
        kinds(Samples.serverMessages().stream().map(Object::getClass)));
  }

  @Test
  void messageOfTheOtherDirectionIsRefused() {
    for (ClientMessage message : Samples.clientMessages()) {
      byte[] frame = MessageCodec.encode(message);
      assertThrows(MalformedMessageException.class, () -> MessageCodec.decodeServer(frame));
    }
    for (ServerMessage message : Samples.serverMessages()) {
      byte[] frame = MessageCodec.encode(message);
      assertThrows(
          MalformedMessageException.class,
          () -> MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES));
    }
  }

  @Test
  void typeCodesAreUniqueAndEachSideHasItsHalf() {
    List<Integer> codes = new ArrayList<>();
    for (ClientType type : ClientType.values()) {
      assertTrue(type.code() >= 1 && type.code() <= 127, type.title());
      codes.add(type.code());
    }
    for (ServerType type : ServerType.values()) {
      assertTrue(type.code() >= 129 && type.code() <= 255, type.title());
      codes.add(type.code());
    }
    assertEquals(codes.size(), codes.stream().distinct().count());
  }

  @Test
  void longestSealedPayloadFitsOneMessage() throws Exception {
    Bytes sealed = Bytes.of(new byte[Limits.MAX_SEALED_BYTES]);
    long big = Long.MAX_VALUE;
    Send send = new Send(Samples.CONVERSATION, Samples.MESSAGE_ID, big, big, big, sealed);

    byte[] frame = MessageCodec.encode(send);

    assertEquals(send, MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES));
  }

  @Test
  void frameOverTheLimitOfItsTimeIsRefused() {
    Bytes sealed = Bytes.of(new byte[Limits.MAX_MESSAGE_BYTES_BEFORE_SIGN_IN]);
    byte[] frame =
        MessageCodec.encode(new Send(Samples.CONVERSATION, Samples.MESSAGE_ID, 1, 1, 1, sealed));

    MalformedMessageException e =
        assertThrows(
            MalformedMessageException.class,
            () -> MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES_BEFORE_SIGN_IN));

    assertEquals("message: expected at most 4096 bytes, got " + frame.length, e.getMessage());
  }

  @Test
  void longestListsFitOneMessage() {
    long big = Long.MAX_VALUE;
    String name = "é".repeat(Limits.MAX_NAME_BYTES / 2);
    ConversationId conversation = new ConversationId(big);
    Receipt receipt = new Receipt(conversation, new UserId(big), new DeviceId(big), big, big);
    AcceptedSend send = new AcceptedSend(conversation, Samples.MESSAGE_ID, big, big);

    assertFits(
        new People(
            Collections.nCopies(
                Limits.MAX_NAMES, new Person(new UserId(big), name, Presence.INVISIBLE))));
    assertFits(
        new Conversation(
            big,
            conversation,
            ConversationState.ACTIVE,
            CipherSuite.KEYED_HASH_HS256,
            Collections.nCopies(Limits.MAX_NAMES, new Member(new UserId(big), name)),
            big));
    assertFits(new Receipts(Collections.nCopies(Limits.MAX_LIST, receipt)));
    assertFits(new Accepted(Collections.nCopies(Limits.MAX_LIST, send)));
  }

  @Test
  void longerListsAreNoMessage() {
    Person person = new Person(new UserId(1), "a", Presence.AWAY);
    List<Person> people = Collections.nCopies(Limits.MAX_NAMES + 1, person);

    assertThrows(IllegalArgumentException.class, () -> new People(people));
  }

  @Test
  void longerPayloadIsNoMessage() {
    Bytes sealed = Bytes.of(new byte[Limits.MAX_SEALED_BYTES + 1]);

    assertThrows(
        IllegalArgumentException.class,
        () -> new Send(Samples.CONVERSATION, Samples.MESSAGE_ID, 1, 1, 1, sealed));
  }

  @Test
  void noMessageShowsPasswordTokenKeyOrPayload() {
    List<Object> messages = new ArrayList<>(Samples.clientMessages());
    messages.addAll(Samples.serverMessages());
    for (Object message : messages) {
      String shown = message.toString();
      assertFalse(shown.contains("horse"), shown);
      assertFalse(shown.contains("20212223"), shown);
      assertFalse(shown.contains("c0ffee"), shown);
    }
  }

  private static void assertFits(ServerMessage message) {
    byte[] frame = MessageCodec.encode(message);
    assertTrue(frame.length <= Limits.MAX_MESSAGE_BYTES, () -> frame.length + " bytes");
    assertDoesNotThrow(() -> MessageCodec.decodeServer(frame));
  }

  private static List<String> kinds(Stream<Class<?>> classes) {
    return classes.map(Class::getSimpleName).distinct().sorted().collect(Collectors.toList());
  }
}
