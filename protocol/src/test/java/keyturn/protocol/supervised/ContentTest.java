package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.Mutations;
import keyturn.protocol.message.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "zwei\nZeilen", "👩‍🚀 \u202e abc", "\u00e9"})
  void comesBackAsItWas(String text) throws Exception {
    assertEquals(new Content(text), Content.decode(new Content(text).encode()));
  }

  @Test
  void isAMapWithTheTextUnderOne() {
    assertEquals("a1016568656c6c6f", Bytes.of(new Content("hello").encode()).toHex());
  }

  @Test
  void refusesWhatIsNoText() {
    assertThrows(IllegalArgumentException.class, () -> new Content(""));
    assertThrows(IllegalArgumentException.class, () -> new Content("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> new Content("a\ud800b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Content("é".repeat(Limits.MAX_TEXT_BYTES / 2 + 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a0",
        "80",
        "a10161",
        "a10160",
        "a1016100",
        "a102616f",
        "a1016161ff",
        "a10141ff",
        "a10107",
        "a101f6",
        "a201616102f4",
        "a2016161016162",
        "a2026161016162",
        "a1613161 61",
        "bf016161ff",
        "a1187f6161",
        "a118016161",
        "c1a1016161",
        "a10162c328",
        "a101820102"
      })
  void refusesEverythingElse(String hex) {
    byte[] encoded = Bytes.ofHex(hex.replace(" ", "")).toArray();

    assertThrows(MalformedMessageException.class, () -> Content.decode(encoded));
  }

  @Test
  void mutationIsRefusedOrAnotherText() {
    byte[] encoded = new Content("hello, wörld").encode();
    for (byte[] mutation : Mutations.of(encoded)) {
      try {
        assertArrayEquals(mutation, Content.decode(mutation).encode());
      } catch (MalformedMessageException e) {
        assertFalse(String.valueOf(e.getMessage()).contains("hello"));
      }
    }
  }

  @Test
  void showsNoText() {
    assertFalse(new Content("secret").toString().contains("secret"));
  }
}
