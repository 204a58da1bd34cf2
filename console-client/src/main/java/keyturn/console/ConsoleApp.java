package keyturn.console;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import keyturn.client.ClientSettings;
import keyturn.client.HomeFolder;
import keyturn.client.KeyturnClient;
import keyturn.client.ServerAddress;
import keyturn.protocol.tunnel.ClientPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The console client's composition root. */
public final class ConsoleApp {
  /** How long the end of the input waits for what is still to be stored. */
  private static final int QUIT_SECONDS = 30;

  private final ConsoleOptions options;
  private final PrintStream out;
  private final InputStream in;
  private final boolean atTerminal;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(daemon("keyturn-console"));
  private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();
  private final AtomicReference<@Nullable ConsoleSession> session = new AtomicReference<>();
  private final CompletableFuture<Void> signedIn = new CompletableFuture<>();

  private ConsoleApp(ConsoleOptions options, InputStream in, PrintStream out, boolean atTerminal) {
    this.options = options;
    this.in = in;
    this.out = out;
    this.atTerminal = atTerminal;
  }

  /** Started by the launcher with jdk.console=java.base, where no terminal means no console. */
  @SuppressWarnings("SystemConsoleNull")
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.exit(run(args, System.in, out, err, System.console() != null).code());
  }

  static ExitCode run(
      String[] args, InputStream in, PrintStream out, PrintStream err, boolean console) {
    ConsoleOptions options = new ConsoleOptions();
    CommandLine parser = new CommandLine(options);
    try {
      parser.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      return wrongUsage(List.of(args).contains("--json"), out, err, e.getMessage());
    }
    if (options.help) {
      parser.usage(out);
      return ExitCode.OK;
    }
    boolean atTerminal = console && !options.json;
    if (!atTerminal && options.passwordFile == null) {
      return wrongUsage(
          options.json,
          out,
          err,
          "Without a terminal the password comes from --password-file FILE.");
    }
    try {
      return new ConsoleApp(options, in, out, atTerminal).run();
    } catch (IOException e) {
      return wrongUsage(options.json, out, err, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private ExitCode run() throws IOException, InterruptedException {
    Terminals terminals = atTerminal ? new Terminals(this::names) : null;
    Optional<Prompt> prompt = Optional.ofNullable(terminals);
    Clock clock = Clock.system(ZoneId.systemDefault());
    Output output = output(terminals, clock);
    try (TraceFile trace = TraceFile.open(options.trace)) {
      ClientSettings settings = settings(clock, trace);
      CompletableFuture<KeyturnClient> opened = new CompletableFuture<>();
      // Events come on the same loop, so that none is there before the session is.
      loop.execute(() -> start(settings, output, prompt, opened));
      try (KeyturnClient client = opened.join()) {
        Thread hook = new Thread(client::close, "keyturn-console-close");
        Runtime.getRuntime().addShutdownHook(hook);
        daemon("keyturn-console-input").newThread(() -> readInput(terminals)).start();
        ExitCode code = ended.join();
        remove(hook);
        return code;
      }
    } finally {
      loop.shutdownNow();
      if (terminals != null) {
        terminals.close();
      }
    }
  }

  private void start(
      ClientSettings settings,
      Output output,
      Optional<Prompt> prompt,
      CompletableFuture<KeyturnClient> opened) {
    KeyturnClient client =
        KeyturnClient.open(
            settings,
            event -> {
              ConsoleSession known = session.get();
              if (known != null) {
                event.dispatch(known);
              }
              if (event instanceof keyturn.client.ClientEvent.SignedIn) {
                signedIn.complete(null);
              }
            });
    SignInDialogue dialogue =
        new SignInDialogue(client, options, passwords(prompt), output, prompt, loop, ended);
    session.set(
        new ConsoleSession(client, output, dialogue, prompt, loop, System::nanoTime, ended));
    opened.complete(client);
  }

  /** Lines go to the loop one at a time: a command that asks back has the terminal to itself. */
  private void readInput(@Nullable Terminals terminals) {
    try {
      Lines lines = terminals == null ? pipe() : terminals::readLine;
      if (terminals != null) {
        signedIn.join();
      }
      Optional<String> line = lines.next();
      while (line.isPresent() && !(InputLine.parse(line.get()) instanceof InputLine.Quit)) {
        String typed = line.get();
        onSession(s -> s.typed(typed));
        line = lines.next();
      }
      onSession(ConsoleSession::quit);
      TimeUnit.SECONDS.sleep(QUIT_SECONDS);
      onSession(ConsoleSession::quitNow);
    } catch (IOException | ExecutionException e) {
      ended.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      // The program has ended meanwhile, and the loop with it.
    }
  }

  /** Where lines come from; empty at the end. */
  private interface Lines {
    Optional<String> next() throws IOException;
  }

  private Lines pipe() {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    return () -> Optional.ofNullable(reader.readLine());
  }

  private void onSession(java.util.function.Consumer<ConsoleSession> action)
      throws ExecutionException, InterruptedException {
    loop.submit(
            () -> {
              ConsoleSession known = session.get();
              if (known != null) {
                action.accept(known);
              }
            })
        .get();
  }

  private List<String> names() {
    ConsoleSession known = session.get();
    return known == null ? List.of() : known.names();
  }

  private Output output(@Nullable Terminals terminals, Clock clock) {
    if (options.json) {
      return new JsonOutput(out);
    }
    boolean colours = terminals != null && System.getenv("NO_COLOR") == null;
    return new HumanOutput(
        terminals == null ? out::println : terminals::print,
        colours ? Style.COLOURED : Style.PLAIN,
        clock);
  }

  private PasswordSource passwords(Optional<Prompt> prompt) {
    if (options.passwordFile != null) {
      return new PasswordSource.InFile(options.passwordFile);
    }
    return new PasswordSource.AtTerminal(
        prompt.orElseThrow(), String.valueOf(options.user), options.register);
  }

  private ClientSettings settings(Clock clock, TraceFile trace) {
    Path home =
        options.home != null
            ? options.home
            : HomeFolder.standard(
                System.getenv(),
                System.getProperty("os.name", ""),
                System.getProperty("user.home", "."));
    ServerAddress server = java.util.Objects.requireNonNull(options.server);
    return new ClientSettings(
        server.uri(),
        loop,
        deviceName(),
        clock,
        new SecureRandom(),
        Optional.of(home),
        options.tunnel == null ? ClientPolicy.standard() : options.tunnel,
        Optional.ofNullable(options.ca),
        Optional.ofNullable(options.trust),
        Optional.empty(),
        trace.sink());
  }

  private static String deviceName() {
    try {
      return "console on " + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "console";
    }
  }

  private static ExitCode wrongUsage(
      boolean json, PrintStream out, PrintStream err, @Nullable String text) {
    if (json) {
      new JsonOutput(out).error("wrong-usage", String.valueOf(text));
    }
    err.println(text);
    return ExitCode.WRONG_USAGE;
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out already, and the hook with it.
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return action -> {
      Thread thread = new Thread(action, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
