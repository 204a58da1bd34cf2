package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import org.junit.jupiter.api.Test;

/** With TLS's prefix, the schedule gives the values published in RFC 8448. */
class KeyScheduleVectorTest {
  private final Vector rfc8448;
  private final KeySchedule schedule;

  KeyScheduleVectorTest() throws IOException {
    rfc8448 = Vector.read("rfc8448-schedule.txt");
    schedule = new KeySchedule(rfc8448.text("prefix"));
  }

  @Test
  void handshakeSecrets() {
    SecretBytes secret = schedule.handshakeSecret(rfc8448.secret("shared"));
    check("handshake-secret", secret);
    KeySchedule.TrafficSecrets traffic =
        schedule.handshakeTraffic(secret, rfc8448.bytes("hash-to-server-hello"));
    check("client-handshake", traffic.client());
    check("server-handshake", traffic.server());
    checkKeys("client-handshake", traffic.client());
    checkKeys("server-handshake", traffic.server());
    check("master-secret", schedule.masterSecret(secret));
  }

  @Test
  void applicationSecrets() {
    SecretBytes master = rfc8448.secret("master-secret");
    Bytes hash = rfc8448.bytes("hash-to-server-finished");
    KeySchedule.TrafficSecrets traffic = schedule.applicationTraffic(master, hash);
    check("client-application", traffic.client());
    check("server-application", traffic.server());
    checkKeys("client-application", traffic.client());
    checkKeys("server-application", traffic.server());
    check("exporter-secret", schedule.exporterSecret(master, hash));
    check(
        "resumption-secret",
        schedule.refreshSecret(master, rfc8448.bytes("hash-to-client-finished")));
  }

  @Test
  void serverFinished() {
    assertEquals(
        rfc8448.text("server-finished"),
        schedule
            .finished(
                rfc8448.secret("server-handshake"), rfc8448.bytes("hash-to-certificate-verify"))
            .toHex());
  }

  private void checkKeys(String name, SecretBytes traffic) {
    check(name + "-key", schedule.recordKey(traffic, CipherSuite.AES_128_GCM));
    assertEquals(
        rfc8448.text(name + "-iv"), schedule.recordIv(traffic, CipherSuite.AES_128_GCM).toHex());
  }

  private void check(String name, SecretBytes actual) {
    assertEquals(rfc8448.text(name), actual.use(Bytes::of).toHex(), name);
  }
}
