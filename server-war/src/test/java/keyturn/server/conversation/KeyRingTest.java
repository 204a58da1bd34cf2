package keyturn.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyRingUse NEW_DATABASE = new KeyRingUse(Set.of(), 0);
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);
  private static final LocalDate SECOND = FIRST.plusDays(1);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("ring");
  }

  private KeyRing open() {
    return KeyRing.open(file(), NEW_DATABASE, RANDOM);
  }

  @Test
  void aNewRingIsReadableByItsOwnerOnly() throws IOException {
    open().ofDay(FIRST);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
  }

  @Test
  void eachDayHasOneKeyThatOutlivesTheProcess() {
    KeyRing ring = open();
    KeyRing.Kek first = ring.ofDay(FIRST);
    assertEquals(first.id(), ring.ofDay(FIRST).id());
    assertNotEquals(first.id(), ring.ofDay(SECOND).id());
    KeyRing reopened = KeyRing.open(file(), new KeyRingUse(Set.of(first.id()), 1), RANDOM);
    assertTrue(first.key().equalsSecret(reopened.named(first.id()).key()));
    assertTrue(first.key().equalsSecret(reopened.ofDay(FIRST).key()));
  }

  @Test
  void twoProcessesSeeEachOthersKeys() {
    KeyRing one = open();
    KeyRing other = open();
    String first = one.ofDay(FIRST).id();
    String second = other.ofDay(SECOND).id();
    assertEquals(first, other.named(first).id());
    assertEquals(second, one.named(second).id());
  }

  @Test
  void aSpentDayIsDestroyedAndANeededOrPresentOneIsNot() throws IOException {
    KeyRing ring = open();
    String spent = ring.ofDay(FIRST).id();
    String needed = ring.ofDay(FIRST.minusDays(1)).id();
    String present = ring.ofDay(SECOND).id();
    ring.retain(Set.of(needed), SECOND);
    assertThrows(KeyRingException.class, () -> ring.named(spent));
    assertEquals(needed, ring.named(needed).id());
    assertEquals(present, ring.named(present).id());
    String content = Files.readString(file());
    assertFalse(content.contains(spent));
    assertTrue(content.contains(needed));
  }

  @Test
  void aMissingRingBesideConversationsIsNotMadeAnew() {
    assertThrows(
        KeyRingException.class, () -> KeyRing.open(file(), new KeyRingUse(Set.of(), 1), RANDOM));
    assertFalse(Files.exists(file()));
  }

  @Test
  void aRingWithoutANeededKeyIsRefused() {
    open().ofDay(FIRST);
    KeyRingException refused =
        assertThrows(
            KeyRingException.class,
            () -> KeyRing.open(file(), new KeyRingUse(Set.of("2026-01-01-00000000"), 1), RANDOM));
    assertTrue(String.valueOf(refused.getMessage()).contains("2026-01-01-00000000"));
  }

  @Test
  void aRingThatOthersMayReadIsRefused() throws IOException {
    open();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThrows(KeyRingException.class, this::open);
  }

  @Test
  void aDamagedRingIsRefused() throws IOException {
    KeyRing ring = open();
    ring.ofDay(FIRST);
    String good = Files.readString(file());
    for (String bad :
        new String[] {
          "",
          "something else\n",
          good.substring(0, good.length() - 5),
          good.replace("ring 1", "ring 2"),
          good + "\n"
        }) {
      Files.writeString(file(), bad);
      assertThrows(KeyRingException.class, this::open, bad);
    }
  }
}
