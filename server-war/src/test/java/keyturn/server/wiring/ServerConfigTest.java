package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.server.conversation.Retention;
import keyturn.server.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "keyturn.database.url", "jdbc:mysql://db.example.org/keyturn",
              "keyturn.database.user", "keyturn",
              "keyturn.database.password", "canary-secret",
              "keyturn.identity.file", "identity.pem",
              "keyturn.keyring.file", "keyring"));

  @Test
  void defaultsAreTheCarefulOnes() {
    ServerConfig config = read();
    assertEquals(Schema.WhenBehind.REFUSE, config.whenSchemaIsBehind());
    assertEquals(RegistrationPolicy.CLOSED, config.accounts().registration());
    assertEquals(15, config.accounts().minPasswordCharacters());
    assertEquals(List.of(KeyGroup.values()), config.tunnel().groups());
    assertEquals(30, config.tunnel().refreshMessages());
    assertFalse(config.tunnel().suites().stream().anyMatch(CipherSuite::compatibility));
    assertEquals(CipherSuite.AES_256_GCM, config.conversations().suites().get(0));
    assertFalse(config.conversations().suites().stream().anyMatch(CipherSuite::compatibility));
    assertFalse(config.conversations().suites().contains(CipherSuite.CHACHA20_POLY1305));
    assertEquals(
        new Retention.UntilDelivered(Duration.ofDays(7)), config.conversations().retention());
    assertEquals(Set.of(), config.origins());
    assertEquals(Set.of(), config.proxies());
    assertEquals(Optional.empty(), config.identityCertificate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keyturn.database.url",
        "keyturn.database.user",
        "keyturn.database.password",
        "keyturn.identity.file",
        "keyturn.keyring.file"
      })
  void whatHasNoDefaultMustBeSet(String name) {
    settings.remove(name);
    assertRefused(name);
    settings.put(name, " ");
    assertRefused(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keyturn.database.url|http://db",
        "keyturn.trusted-proxies|proxy.example.org",
        "keyturn.schema.apply|yes",
        "keyturn.compatibility-suites|TRUE",
        "keyturn.tunnel.groups|X25519,P521",
        "keyturn.tunnel.groups|X25519,X25519",
        "keyturn.tunnel.suites|AES_256_GCM,",
        "keyturn.tunnel.suites|KEYED_HASH_HS256",
        "keyturn.tunnel.suites|TDES_CBC_HS256",
        "keyturn.tunnel.refresh-messages|1",
        "keyturn.tunnel.refresh-messages|many",
        "keyturn.conversation.suites|CHACHA20_POLY1305",
        "keyturn.conversation.suites|AES_256_GCM,TDES_CBC_HS256",
        "keyturn.conversation.default-suite|TDES_CBC_HS256",
        "keyturn.conversation.default-suite|AES_256_GCM,AES_128_GCM",
        "keyturn.registration|everybody",
        "keyturn.registration|OPEN",
        "keyturn.password.min-length|7",
        "keyturn.password.min-length|65",
        "keyturn.requests|required",
        "keyturn.retention|forever",
        "keyturn.origins|*",
        "keyturn.origins|http://chat.example.org",
        "keyturn.connections.max|100"
      })
  void whatCannotBeMeantIsRefusedByName(String name, String value) {
    settings.put(name, value);
    assertRefused(
        name.equals("keyturn.connections.max") ? "keyturn.connections.max-per-address" : name);
  }

  @Test
  void compatibilitySuitesComeWithTheirSwitchAndLast() {
    settings.put("keyturn.compatibility-suites", "true");
    ServerConfig config = read();
    List<CipherSuite> tunnel = config.tunnel().suites();
    assertEquals(CipherSuite.TDES_CBC_HS256, tunnel.get(tunnel.size() - 1));
    List<CipherSuite> conversations = config.conversations().suites();
    assertEquals(
        List.of(CipherSuite.TDES_CBC_HS256, CipherSuite.KEYED_HASH_HS256),
        conversations.subList(conversations.size() - 2, conversations.size()));
  }

  @Test
  void theDefaultSuiteComesFirst() {
    settings.put("keyturn.conversation.suites", "AES_256_GCM, A256CBC_HS512");
    settings.put("keyturn.conversation.default-suite", "A256CBC_HS512");
    assertEquals(
        List.of(CipherSuite.A256CBC_HS512, CipherSuite.AES_256_GCM),
        read().conversations().suites());
  }

  @Test
  void everyPolicyOfRegistrationHasItsWord() {
    Map.of(
            "open", RegistrationPolicy.OPEN,
            "invite", RegistrationPolicy.INVITE,
            "closed", RegistrationPolicy.CLOSED,
            "first-login", RegistrationPolicy.FIRST_LOGIN)
        .forEach(
            (word, policy) -> {
              settings.put("keyturn.registration", word);
              assertEquals(policy, read().accounts().registration());
            });
  }

  @Test
  void whatTookEffectIsToldWithoutSecrets() {
    settings.put("keyturn.database.url", "jdbc:mysql://db/k?password=canary-secret&x=1");
    String told = read().toString();
    assertFalse(told.contains("canary-secret"), told);
    assertTrue(told.contains("keyturn.database.password=[redacted]"), told);
    assertTrue(told.contains("keyturn.database.url=jdbc:mysql://db/k?password=[redacted]&x=1"));
    assertTrue(told.contains("keyturn.registration=closed"), told);
    assertTrue(told.contains("keyturn.tunnel.refresh-messages=30"), told);
  }

  @Test
  void everySettingIsExplained() throws Exception {
    settings.put("keyturn.identity.certificate", "identity.crt");
    Path page = Path.of(System.getProperty("keyturn.root"), "docs", "administration.md");
    String explained = Files.readString(page);
    for (String setting : read().effective()) {
      String name = setting.substring(0, setting.indexOf('='));
      assertTrue(explained.contains("`" + name + "`"), name);
    }
  }

  private ServerConfig read() {
    return ServerConfig.of(new Settings(name -> Optional.ofNullable(settings.get(name))));
  }

  private void assertRefused(String name) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, this::read);
    assertTrue(String.valueOf(refused.getMessage()).startsWith(name), refused.getMessage());
  }
}
