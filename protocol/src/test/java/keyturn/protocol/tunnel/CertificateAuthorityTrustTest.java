package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keyturn.crypto.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Certificates made with the JDK's keytool, by a CA that is given to Keyturn and by another. */
class CertificateAuthorityTrustTest {
  private static final String USAGE = "eku=" + CertificateAuthorityTrust.TUNNEL_KEY_USAGE;
  private static final String NAMES =
      "san=dns:chat.example.org,dns:*.chat.example.org,ip:10.1.2.3,ip:fd00::7";
  private static final Clock NOW = Clock.systemUTC();

  private static final Path FOLDER = Path.of("target", "certificates");
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificates() throws Exception {
    Files.createDirectories(FOLDER);
    Files.deleteIfExists(FOLDER.resolve("keys.p12"));
    for (String authority : List.of("ours", "others")) {
      generate(authority, "Ed25519", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
    }
    issue("server", "ours", "Ed25519", "-ext", USAGE, "-ext", NAMES);
    issue("stranger", "others", "Ed25519", "-ext", USAGE, "-ext", NAMES);
    issue("web", "ours", "Ed25519", "-ext", "eku=serverAuth", "-ext", NAMES);
    issue("any", "ours", "Ed25519", "-ext", "eku=anyExtendedKeyUsage", "-ext", NAMES);
    issue("plain", "ours", "Ed25519", "-ext", NAMES);
    issue("nameless", "ours", "Ed25519", "-ext", USAGE);
    issue("grandchild", "server", "Ed25519", "-ext", USAGE, "-ext", NAMES);
    keys = KeyStore.getInstance(FOLDER.resolve("keys.p12").toFile(), "secret".toCharArray());
  }

  @Test
  void trustsWhatTheGivenAuthorityCertifiedForThisHostAndUse() throws Exception {
    for (String host :
        List.of(
            "chat.example.org",
            "CHAT.example.ORG",
            "a.chat.example.org",
            "10.1.2.3",
            "[fd00::7]",
            "fd00:0::7")) {
      assertDoesNotThrow(() -> trust(host, NOW).check(presented("server")));
    }
  }

  @Test
  void refusesAnotherHost() throws Exception {
    for (String host :
        List.of(
            "example.org",
            "b.a.chat.example.org",
            "chat.example.org.evil.net",
            "xchat.example.org",
            ".chat.example.org",
            "10.1.2.4",
            "::1",
            "fd00::8",
            "[fd00::7",
            "10.1.2.3.",
            "010.1.2.3",
            "10.66051",
            "999.1.2.3",
            "server")) {
      refuses(trust(host, NOW), presented("server"), "another host");
    }
    refuses(trust("nameless", NOW), presented("nameless"), "another host");
  }

  @Test
  void refusesAnotherAuthority() throws Exception {
    refuses(trust("chat.example.org", NOW), presented("stranger"), "do not lead");
  }

  @Test
  void refusesOtherUses() throws Exception {
    for (String name : List.of("web", "any", "plain")) {
      refuses(trust("chat.example.org", NOW), presented(name), "not for a tunnel");
    }
  }

  @Test
  void refusesIssuersThatAreNoAuthorities() throws Exception {
    refuses(trust("chat.example.org", NOW), presented("grandchild"), "do not lead");
  }

  @Test
  void refusesBeforeAndAfterItsTime() throws Exception {
    for (Duration offset : List.of(Duration.ofDays(-30), Duration.ofDays(4000))) {
      Clock then = Clock.fixed(Instant.now().plus(offset), ZoneOffset.UTC);
      refuses(trust("chat.example.org", then), presented("server"), "do not lead");
    }
  }

  /** Mallory presents the server's certificates with a key of her own. */
  @Test
  void refusesTheCertificateOfAnotherKey() throws Exception {
    ServerIdentity stolen =
        new ServerIdentity(presented("stranger").spki(), presented("server").certificates());
    refuses(trust("chat.example.org", NOW), stolen, "another key");
  }

  @Test
  void refusesNoCertificatesAndNonsense() throws Exception {
    Bytes spki = presented("server").spki();
    refuses(trust("chat.example.org", NOW), ServerIdentity.ofKey(spki), "no certificate");
    ServerIdentity nonsense = new ServerIdentity(spki, List.of(Bytes.of(new byte[100])));
    refuses(trust("chat.example.org", NOW), nonsense, "do not lead");
    List<Bytes> extended = new ArrayList<>(presented("server").certificates());
    extended.set(0, Bytes.concat(extended.get(0), Bytes.of((byte) 0)));
    refuses(trust("chat.example.org", NOW), new ServerIdentity(spki, extended), "do not lead");
  }

  private static void refuses(IdentityTrust trust, ServerIdentity identity, String reason) {
    UntrustedServerException refusal =
        assertThrows(UntrustedServerException.class, () -> trust.check(identity));
    assertTrue(refusal.toString().contains(reason), refusal.toString());
    assertEquals(identity, refusal.identity());
  }

  private static CertificateAuthorityTrust trust(String host, Clock clock) throws Exception {
    X509Certificate ours = (X509Certificate) keys.getCertificate("ours");
    return new CertificateAuthorityTrust(List.of(ours), host, clock);
  }

  private static ServerIdentity presented(String alias) throws Exception {
    Certificate[] chain = keys.getCertificateChain(alias);
    List<Bytes> certificates = new ArrayList<>();
    for (Certificate certificate : chain) {
      certificates.add(Bytes.of(certificate.getEncoded()));
    }
    return new ServerIdentity(Bytes.of(chain[0].getPublicKey().getEncoded()), certificates);
  }

  private static void generate(String alias, String algorithm, String... extensions)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", alias, "-keyalg", algorithm, "-dname", "CN=" + alias));
    command.addAll(List.of("-validity", "3650"));
    command.addAll(Arrays.asList(extensions));
    keytool(command);
  }

  private static void issue(String alias, String issuer, String algorithm, String... extensions)
      throws Exception {
    List<String> withSigner = new ArrayList<>(List.of("-signer", issuer));
    withSigner.addAll(Arrays.asList(extensions));
    generate(alias, algorithm, withSigner.toArray(String[]::new));
  }

  private static void keytool(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of(
            "-J-XX:TieredStopAtLevel=1",
            "-storetype",
            "PKCS12",
            "-storepass",
            "secret",
            "-keystore"));
    command.add(FOLDER.resolve("keys.p12").toString());
    Path log = FOLDER.resolve("keytool.log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertEquals(0, exit, () -> command + "\n" + text(log));
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
