package keyturn.load.faults;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import keyturn.load.raw.RawServer;
import keyturn.load.raw.RawSocket;
import keyturn.load.raw.RawTunnel;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientHandshake;

/**
 * Strangers who ask for as much as they can before anybody signs in, from other addresses of the
 * loopback network than the people who write to each other.
 */
final class Flood implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int KEPT_EACH = 100;
  private static final int MAX_ATTEMPTS = 5;
  private static final int GARBAGE_BYTES = 2_000;

  /** What they do. */
  enum Kind {
    /** TCP connections, and WebSockets, on which nothing is said. */
    CONNECTIONS,
    /** The handshake of TLS and the costly half of the tunnel's, again and again. */
    HANDSHAKES,
    /** What is no TLS, no HTTP, no hello. */
    GARBAGE,
    /** Requests and hellos that come byte by byte. */
    SLOW_HANDSHAKES,
    /** Names and passwords. */
    SIGN_INS
  }

  private final Kind kind;
  private final RawServer server;
  private final SecureRandom random;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Flood(Kind kind, RawServer server, SecureRandom random) {
    this.kind = kind;
    this.server = server;
    this.random = random;
  }

  /** Begins at once, each thread from an address of its own. */
  static Flood begin(Kind kind, RawServer server, SecureRandom random) throws IOException {
    Flood flood = new Flood(kind, server, random);
    for (int i = 0; i < THREADS; i++) {
      InetAddress from = address(i);
      Thread thread = new Thread(() -> flood.run(from), "flood-" + i);
      thread.setDaemon(true);
      flood.threads.add(thread);
      thread.start();
    }
    return flood;
  }

  /** Linux has the whole network 127/8 on its loopback; elsewhere all come from one address. */
  private static InetAddress address(int number) throws UnknownHostException {
    boolean many = System.getProperty("os.name").startsWith("Linux");
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (many ? 2 + number : 1)});
  }

  private void run(InetAddress from) {
    Deque<Closeable> kept = new ArrayDeque<>();
    try {
      while (!over) {
        try {
          step(from, kept);
          done.incrementAndGet();
        } catch (IOException e) {
          turnedAway.incrementAndGet();
        }
        while (kept.size() > KEPT_EACH) {
          closeQuietly(kept.remove());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kept.forEach(Flood::closeQuietly);
    }
  }

  private void step(InetAddress from, Deque<Closeable> kept)
      throws IOException, InterruptedException {
    switch (kind) {
      case CONNECTIONS -> {
        kept.add(RawSocket.plain(server, from));
        kept.add(RawSocket.open(server, from));
      }
      case HANDSHAKES -> {
        try (RawSocket socket = RawSocket.open(server, from);
            ClientHandshake handshake = RawTunnel.hello(server, random)) {
          socket.send(handshake.hello());
          byte[] unused = socket.read();
        }
      }
      case GARBAGE -> {
        byte[] garbage = new byte[GARBAGE_BYTES];
        random.nextBytes(garbage);
        try (Socket plain = RawSocket.plain(server, from);
            RawSocket socket = RawSocket.connect(server, from);
            RawSocket chat = RawSocket.open(server, from)) {
          plain.getOutputStream().write(garbage);
          socket.write(garbage);
          chat.send(garbage);
        }
      }
      case SLOW_HANDSHAKES -> {
        RawSocket socket = RawSocket.connect(server, from);
        kept.add(socket);
        byte[] request = socket.request();
        for (int i = 0; i < 40 && !over; i++) {
          socket.write(new byte[] {request[i]});
          TimeUnit.MILLISECONDS.sleep(5);
        }
      }
      case SIGN_INS -> attempts(from);
    }
  }

  private void attempts(InetAddress from) throws IOException {
    try (RawTunnel tunnel = RawTunnel.open(server, from, random)) {
      for (int i = 0; i < MAX_ATTEMPTS && !over; i++) {
        tunnel.send(
            new ClientMessage.SignIn(
                "stranger" + random.nextInt(1_000_000),
                new Password("guess number " + random.nextInt(1_000_000)),
                Optional.empty(),
                "flood"));
        var unused = tunnel.await(ServerMessage.SignInRefused.class);
      }
    }
  }

  private static void closeQuietly(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      // The server has ended it.
    }
  }

  /** For the report. */
  String said() {
    return "%s: %d times, turned away %d times".formatted(kind, done.get(), turnedAway.get());
  }

  @Override
  public void close() {
    over = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
