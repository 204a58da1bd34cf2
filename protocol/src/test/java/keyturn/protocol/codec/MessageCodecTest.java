package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.People;
import keyturn.protocol.message.ServerMessage.Person;
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
  void whatIsTooLongForOneMessageIsNotEncoded() {
    String name = "n".repeat(Limits.MAX_NAME_BYTES);
    List<Person> people = new ArrayList<>();
    for (int i = 1; i <= Limits.MAX_LIST; i++) {
      people.add(new Person(new UserId(i), name, Presence.AWAY));
    }

    assertThrows(IllegalArgumentException.class, () -> MessageCodec.encode(new People(people)));
  }

  private static List<String> kinds(Stream<Class<?>> classes) {
    return classes.map(Class::getSimpleName).distinct().sorted().collect(Collectors.toList());
  }
}
