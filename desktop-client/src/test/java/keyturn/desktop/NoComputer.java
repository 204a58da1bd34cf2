package keyturn.desktop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ServerAddress;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.notice.Notifier;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.preferences.Sound;
import keyturn.desktop.settings.Computer;
import keyturn.desktop.settings.TrustedServer;
import keyturn.desktop.signin.SecretStore;

/** A computer that is only in memory, and remembers what it was asked. */
final class NoComputer implements Computer, Notifier, SecretStore {
  final Map<String, Fingerprint> pins = new LinkedHashMap<>();
  final List<Preferences> saved = new ArrayList<>();
  final List<String> notified = new ArrayList<>();
  final PreferencesModel preferences = new PreferencesModel(Preferences.STANDARD, saved::add);

  /** What the keyring holds; there is none unless {@link #hasKeyring}. */
  final Map<String, String> secrets = new LinkedHashMap<>();

  boolean hasKeyring;
  private int secretsMade;
  Optional<String> proxyPassword = Optional.empty();
  boolean reachable = true;

  Surroundings surroundings() {
    return new Surroundings(preferences, this, this, this);
  }

  @Override
  public CompletableFuture<List<TrustedServer>> trustedServers() {
    return CompletableFuture.completedFuture(
        pins.entrySet().stream().map(e -> new TrustedServer(e.getKey(), e.getValue())).toList());
  }

  @Override
  public CompletableFuture<List<TrustedServer>> forget(String server) {
    pins.remove(server);
    return trustedServers();
  }

  @Override
  public CompletableFuture<Fingerprint> test(ServerAddress server) {
    return reachable
        ? CompletableFuture.completedFuture(Events.fingerprint("server"))
        : CompletableFuture.failedFuture(new IOException("away"));
  }

  @Override
  public void proxyPassword(Optional<char[]> password) {
    proxyPassword = password.map(String::new);
  }

  @Override
  public List<String> versions() {
    return List.of("Keyturn (test)");
  }

  @Override
  public CompletableFuture<Boolean> answers() {
    return CompletableFuture.completedFuture(hasKeyring);
  }

  @Override
  public CompletableFuture<Optional<char[]>> find(String server, String user) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(secrets.get(user + " at " + server)).map(String::toCharArray));
  }

  @Override
  public CompletableFuture<Optional<char[]>> renew(String server, String user) {
    secretsMade++;
    String secret = "%064x".formatted(secretsMade);
    secrets.put(user + " at " + server, secret);
    return CompletableFuture.completedFuture(Optional.of(secret.toCharArray()));
  }

  @Override
  public void forget(String server, String user) {
    secrets.remove(user + " at " + server);
  }

  @Override
  public void show(String title, String text, Sound sound) {
    notified.add(title + ": " + text + " " + sound);
  }
}
