package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.server.StoreException;
import keyturn.server.persistence.SqlOwnDeviceStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What revoking a device does to the conversations that it could read. */
class LostDeviceTest extends NodeFixture {
  private SqlOwnDeviceStore devices;
  private TestPeople.Device phone;

  @BeforeEach
  void bobLosesHisPhone() {
    devices = new SqlOwnDeviceStore(database);
    phone = people.device("bob");
  }

  @Test
  void theKeyThatTheLostDeviceHasEndsWithoutGrace() {
    TestClient a = node.signIn(alice);
    TestClient b = node.signIn(bob);
    TestClient lost = node.signIn(phone);
    ConversationId conversation = a.talkTo("bob");
    lost.needKey(conversation);
    lost.session().await(ConversationKey.class, 1);
    ConversationKey old = lost.newest(conversation);

    assertTrue(devices.revoke(bob.user(), phone.id()));
    a.send(a.sealed(conversation, old, 1, "under the key that the phone has"));
    assertEquals(List.of(Reason.EPOCH_OVER), refusals(a, 1));
    ConversationKey next = a.newest(conversation);
    assertNotEquals(old.key(), next.key());
    a.send(a.sealed(conversation, next, 1, "not for the phone"));
    accepted(a, 1);
    assertEquals(List.of("not for the phone"), b.texts(1));

    // Its connection is slow to close.
    lost.say(conversation, "still here");
    assertEquals(List.of(Reason.NOT_A_MEMBER), refusals(lost, 1));
    lost.needKey(conversation);
    assertEquals(Reason.NOT_A_MEMBER, refused(lost));
    assertEquals(1, lost.keys(conversation).size());
    assertTrue(lost.session().all(Deliver.class).isEmpty());
  }

  @Test
  void aStrangersRevocationChangesNothing() {
    TestClient a = node.signIn(alice);
    ConversationId conversation = a.talkTo("bob");
    assertFalse(devices.revoke(mallory.user(), phone.id()));
    assertFalse(devices.revoke(mallory.user(), bob.id()));
    a.say(conversation, "under the same key");
    accepted(a, 1);
    assertEquals(1, a.newest(conversation).epoch());
  }

  @Test
  void itIsOneTransaction() {
    node.signIn(alice).talkTo("bob");
    people.sql("ALTER TABLE epoch RENAME TO epoch_away");
    try {
      assertThrows(StoreException.class, () -> devices.revoke(bob.user(), phone.id()));
    } finally {
      people.sql("ALTER TABLE epoch_away RENAME TO epoch");
    }
    assertEquals(2, devices.devices(bob.user(), 200).size());
    assertTrue(devices.revoke(bob.user(), phone.id()));
    assertEquals(1, devices.devices(bob.user(), 200).size());
  }
}
