package keyturn.desktop.local;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keyturn.desktop.signin.SecretStore;

/**
 * The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC), through libsecret's own
 * program {@code secret-tool}: a secret goes by its standard input and output, never by its
 * arguments, which every process can read. Elsewhere, and without that program, there is no
 * keyring.
 */
public final class SecretTool implements SecretStore {
  private static final System.Logger LOG = System.getLogger(SecretTool.class.getName());
  private static final String PROGRAM = "secret-tool";
  private static final int ANSWER_SECONDS = 5;

  /** Somebody may have to type the keyring's password first. */
  private static final int UNLOCK_SECONDS = 120;

  private static final int SECRET_BYTES = 32;
  private static final int MAX_SECRET_BYTES = 1024;

  private final boolean linux;
  private final Supplier<SecureRandom> random;
  private final Map<String, String> environment;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "keyturn-keyring");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param random is asked for when it is needed first
   */
  public SecretTool(String osName, Supplier<SecureRandom> random) {
    this(osName, random, Map.of());
  }

  /**
   * @param environment of the program, besides this one's
   */
  SecretTool(String osName, Supplier<SecureRandom> random, Map<String, String> environment) {
    this.linux = osName.toLowerCase(Locale.ROOT).startsWith("linux");
    this.random = random;
    this.environment = environment;
  }

  @Override
  public CompletableFuture<Boolean> answers() {
    // A search that finds nothing fails only where nobody answers.
    List<String> search = List.of(PROGRAM, "search", "application", "keyturn-looks-for-a-keyring");
    return CompletableFuture.supplyAsync(
        () -> linux && run(search, new char[0], ANSWER_SECONDS).isPresent(), thread);
  }

  @Override
  public CompletableFuture<Optional<char[]>> find(String server, String user) {
    return CompletableFuture.supplyAsync(
        () ->
            run(command("lookup", server, user), new char[0], UNLOCK_SECONDS)
                .filter(secret -> secret.length > 0),
        thread);
  }

  @Override
  public CompletableFuture<Optional<char[]>> renew(String server, String user) {
    List<String> command = command("store", server, user);
    command.add(2, "--label=Keyturn: " + user + " at " + server);
    return CompletableFuture.supplyAsync(
        () -> {
          byte[] bytes = new byte[SECRET_BYTES];
          random.get().nextBytes(bytes);
          char[] secret = HexFormat.of().formatHex(bytes).toCharArray();
          Arrays.fill(bytes, (byte) 0);
          return run(command, secret, UNLOCK_SECONDS).map(taken -> secret);
        },
        thread);
  }

  @Override
  public void forget(String server, String user) {
    thread.execute(
        () -> {
          Optional<char[]> unused =
              run(command("clear", server, user), new char[0], UNLOCK_SECONDS);
        });
  }

  private static List<String> command(String what, String server, String user) {
    return new ArrayList<>(
        List.of(PROGRAM, what, "application", "keyturn", "server", server, "user", user));
  }

  /** What the program says; empty if there is none, or it fails. */
  private Optional<char[]> run(List<String> command, char[] input, int seconds) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        write(process, input);
        if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return Optional.empty();
        }
        byte[] said = process.getInputStream().readNBytes(MAX_SECRET_BYTES);
        char[] secret = new char[said.length];
        for (int i = 0; i < said.length; i++) {
          secret[i] = (char) (said[i] & 0x7F);
        }
        Arrays.fill(said, (byte) 0);
        return Optional.of(secret);
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no {0} here", PROGRAM);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void write(Process process, char[] input) throws IOException {
    byte[] bytes = new byte[input.length];
    for (int i = 0; i < input.length; i++) {
      bytes[i] = (byte) input[i];
    }
    try (OutputStream out = process.getOutputStream()) {
      out.write(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
