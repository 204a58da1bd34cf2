package keyturn.server.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;
import org.junit.jupiter.api.Test;

class PresencesTest {
  private final List<Session> connected = new ArrayList<>();
  private final Presences presences =
      new Presences(
          new Sessions() {
            @Override
            public Optional<Session> ofDevice(DeviceId device) {
              return Optional.empty();
            }

            @Override
            public List<Session> ofUser(UserId user) {
              return List.of();
            }

            @Override
            public List<Session> all() {
              return connected;
            }
          });
  private final Listener alice = new Listener(1, "alice");
  private final Listener bob = new Listener(2, "bob");

  @Test
  void tellsEverybodyWhoComesAndGoes() {
    come(alice);
    come(bob);
    presences.tellChanges();
    assertEquals(Map.of("alice", Presence.AVAILABLE, "bob", Presence.AVAILABLE), alice.heard());
    go(bob);
    presences.tellChanges();
    assertEquals(Map.of("bob", Presence.OFFLINE), alice.heard());
  }

  @Test
  void tellsManyChangesOfOnePersonAsOne() {
    come(alice);
    presences.tellChanges();
    alice.heard();
    presences.choose(alice, Presence.BUSY);
    presences.choose(alice, Presence.AVAILABLE);
    presences.choose(alice, Presence.AWAY);
    presences.tellChanges();
    assertEquals(1, alice.messages.size());
    assertEquals(Map.of("alice", Presence.AWAY), alice.heard());
  }

  @Test
  void saysNothingWhereNothingChanged() {
    come(alice);
    presences.tellChanges();
    alice.heard();
    presences.tellChanges();
    assertTrue(alice.messages.isEmpty());
  }

  @Test
  void showsTheInvisibleAsOffline() {
    come(alice);
    come(bob);
    presences.choose(bob, Presence.INVISIBLE);
    presences.tellChanges();
    assertEquals(Presence.OFFLINE, alice.heard().get("bob"));
    assertEquals(Presence.OFFLINE, presences.of(bob.user()));
  }

  @Test
  void keepsTheInvisibleInvisibleThroughAReconnect() {
    come(alice);
    come(bob);
    presences.choose(bob, Presence.INVISIBLE);
    go(bob);
    come(new Listener(2, "bob"));
    presences.tellChanges();
    assertEquals(Presence.OFFLINE, alice.heard().get("bob"));
  }

  @Test
  void isAvailableUntilTheLastConnectionEnds() {
    Listener phone = new Listener(1, "alice");
    come(alice);
    come(phone);
    go(alice);
    assertEquals(Presence.AVAILABLE, presences.of(alice.user()));
    go(phone);
    assertEquals(Presence.OFFLINE, presences.of(alice.user()));
  }

  @Test
  void tellsWhoHasNoRoomAsSoonAsHeHas() {
    come(alice);
    alice.room = false;
    presences.tellChanges();
    assertTrue(alice.messages.isEmpty());
    alice.drained.forEach(Runnable::run);
    assertEquals(Map.of("alice", Presence.AVAILABLE), alice.heard());
  }

  @Test
  void tellsALongListInPartsThatFit() {
    Map<UserId, String> people = new LinkedHashMap<>();
    for (int i = 1; i <= 1001; i++) {
      people.put(new UserId(Long.MAX_VALUE - i), "\u4e00".repeat(85) + i % 10);
    }
    presences.tellAll(alice, people);
    assertEquals(
        1001,
        alice.messages.stream()
            .mapToInt(part -> ((ServerMessage.People) part).people().size())
            .sum());
    for (ServerMessage part : alice.messages) {
      assertTrue(MessageCodec.encode(part).length > 0);
    }
  }

  private void come(Listener listener) {
    connected.add(listener);
    presences.signedIn(listener);
  }

  private void go(Listener listener) {
    connected.remove(listener);
    presences.signedOut(listener);
  }

  /** A session that keeps what it is told. */
  private static final class Listener implements Session {
    private final UserId user;
    private final String name;
    private final ConnectionId connection = ConnectionId.random(new SecureRandom());
    private final List<ServerMessage> messages = new ArrayList<>();
    private final List<Runnable> drained = new ArrayList<>();
    private boolean room = true;

    Listener(long user, String name) {
      this.user = new UserId(user);
      this.name = name;
    }

    Map<String, Presence> heard() {
      Map<String, Presence> heard = new LinkedHashMap<>();
      for (ServerMessage message : messages) {
        for (ServerMessage.Person person : ((ServerMessage.People) message).people()) {
          heard.put(person.name(), person.presence());
        }
      }
      messages.clear();
      return heard;
    }

    @Override
    public UserId user() {
      return user;
    }

    @Override
    public String username() {
      return name;
    }

    @Override
    public DeviceId device() {
      return new DeviceId(user.value());
    }

    @Override
    public ConnectionId connection() {
      return connection;
    }

    @Override
    public CipherSuite tunnelSuite() {
      return CipherSuite.AES_256_GCM;
    }

    @Override
    public void push(ServerMessage message) {
      messages.add(message);
    }

    @Override
    public void pushLate(int estimatedBytes, Supplier<ServerMessage> message) {
      messages.add(message.get());
    }

    @Override
    public boolean hasRoom() {
      return room;
    }

    @Override
    public void whenDrained(Runnable action) {
      drained.add(action);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close(SessionEnd end) {
      throw new AssertionError("presence closes nobody");
    }
  }
}
