package keyturn.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebLinkTest {
  private static String host(String text) {
    return WebLink.at(text, 0).map(WebLink::host).orElse("-");
  }

  private static String text(String text) {
    return WebLink.at(text, 0).map(WebLink::text).orElse("-");
  }

  @Test
  void leadsToItsHost() {
    assertEquals("wiki.example.org", host("https://wiki.example.org/onboarding#keys"));
    assertEquals("example.org", host("HTTP://EXAMPLE.org:8443?x=1"));
    assertEquals("[::1]", host("http://[::1]:80/"));
  }

  @Test
  void endsWhereTheSentenceGoesOn() {
    assertEquals("https://example.org/a", text("https://example.org/a."));
    assertEquals("https://example.org/a_(b)", text("https://example.org/a_(b)),"));
    assertEquals("https://example.org", text("https://example.org) and"));
    assertEquals("https://example.org/", text("https://example.org/\"onclick=\"x"));
    assertEquals("https://example.org/", text("https://example.org/<script>"));
  }

  @Test
  void otherKindsOfAddressAreNone() {
    for (String text :
        List.of(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.org",
            "data:text/html,x",
            "https://",
            "https:///etc",
            "https://?",
            "http:example.org",
            "https://exa mple")) {
      assertEquals(text.equals("https://exa mple") ? "exa" : "-", host(text), text);
    }
  }

  @Test
  void whatPosesAsAHostIsNoLink() {
    assertEquals("-", host("https://bank.example@evil.example/"));
    assertEquals("-", host("https://bank.example:pw@evil.example/"));
    assertEquals("-", host("https://under_score.example/"));
  }

  @Test
  void lookAlikeLettersShowWhatTheyAre() {
    assertEquals("xn--pple-43d.com", host("https://аpple.com/"), "Cyrillic a");
    assertEquals("xn--mller-kva.example", host("https://müller.example/"));
    assertEquals(
        "https://example.org/%C3%BC",
        WebLink.at("https://example.org/ü", 0).map(WebLink::address).orElse("-"));
  }

  @Test
  void anEndlessAddressIsCut() {
    assertEquals(2_000, text("https://example.org/" + "a".repeat(60_000)).length());
  }
}
