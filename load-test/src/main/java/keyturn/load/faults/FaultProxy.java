package keyturn.load.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A TCP proxy on the loopback address that makes a link as bad as it is told. What it draws comes
 * from one seed. Any thread.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BUFFER = 16_384;

  private final int target;
  private final Random random;
  private final Supplier<Tap> taps;
  private final ServerSocket listener;
  private final List<Pipe> pipes = new CopyOnWriteArrayList<>();
  private volatile Conditions conditions = Conditions.GOOD;
  private final AtomicLong swallowed = new AtomicLong();
  private volatile boolean refusing;

  private FaultProxy(int target, long seed, Supplier<Tap> taps) throws IOException {
    this.target = target;
    this.random = new Random(seed);
    this.taps = taps;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  /** To a port of this machine. */
  public static FaultProxy to(int port, long seed) throws IOException {
    return to(port, seed, () -> Tap.NONE);
  }

  static FaultProxy to(int port, long seed, Supplier<Tap> taps) throws IOException {
    FaultProxy proxy = new FaultProxy(port, seed, taps);
    daemon(proxy::accept, "fault-proxy");
    return proxy;
  }

  /** Where to connect instead. */
  public int port() {
    return listener.getLocalPort();
  }

  /** For all connections, from the next piece of data on. */
  public void set(Conditions next) {
    conditions = next;
  }

  /** Ends all connections at once, with a reset. */
  public void cut() {
    pipes.forEach(Pipe::reset);
  }

  /** Ends about this part of the connections. */
  public void cutSome(double part) {
    for (Pipe pipe : pipes) {
      if (draw() < part) {
        pipe.reset();
      }
    }
  }

  /** The clients hear the end of what the server says; what they say still arrives. */
  public void halfClose() {
    pipes.forEach(Pipe::halfClose);
  }

  /** New connections are closed at once while this is on. */
  public void refuse(boolean now) {
    refusing = now;
  }

  /** How many bytes went into a black hole so far. */
  long swallowedBytes() {
    return swallowed.get();
  }

  int connections() {
    return pipes.size();
  }

  private synchronized double draw() {
    return random.nextDouble();
  }

  private synchronized int draw(int bound) {
    return random.nextInt(bound);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
        } else {
          open(client);
        }
      } catch (IOException e) {
        // The listener was closed, or a client is gone already.
      }
    }
  }

  private void open(Socket client) throws IOException {
    try {
      Pipe pipe =
          new Pipe(client, new Socket(InetAddress.getLoopbackAddress(), target), taps.get());
      pipes.add(pipe);
      pipe.start();
    } catch (IOException e) {
      client.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection and the two threads that move its data. */
  private final class Pipe {
    private final Socket client;
    private final Socket server;
    private final Tap tap;

    Pipe(Socket client, Socket server, Tap tap) throws IOException {
      this.client = client;
      this.server = server;
      this.tap = tap;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void start() {
      daemon(() -> move(client, server, tap::toServer), "fault-proxy-to-server");
      daemon(() -> move(server, client, tap::toClient), "fault-proxy-to-client");
    }

    private void move(Socket from, Socket to, Sight sight) {
      byte[] data = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(data); length >= 0; length = in.read(data)) {
          sight.see(data, length);
          pass(data, length, out);
        }
        to.shutdownOutput();
      } catch (IOException e) {
        reset();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        if (client.isClosed() || (client.isOutputShutdown() && server.isOutputShutdown())) {
          reset();
        }
      }
    }

    private void pass(byte[] data, int length, OutputStream out)
        throws IOException, InterruptedException {
      int from = 0;
      while (from < length) {
        Conditions now = conditions;
        if (now.passage() == Conditions.Passage.BLACKHOLE) {
          swallowed.addAndGet(length - from);
          return;
        }
        int size = Math.min(length - from, Math.min(now.pieceBytes(), BUFFER));
        if (now.bytesPerSecond() > 0) {
          size = (int) Math.min(size, Math.max(1, now.bytesPerSecond() / 20));
          TimeUnit.NANOSECONDS.sleep(size * 1_000_000_000L / now.bytesPerSecond());
        }
        long wait = now.delay().toMillis();
        if (!now.jitter().isZero()) {
          wait += draw((int) now.jitter().toMillis());
        }
        if (wait > 0) {
          TimeUnit.MILLISECONDS.sleep(wait);
        }
        if (now.corrupt() > 0 && draw() < now.corrupt()) {
          data[from + draw(size)] ^= (byte) (1 << draw(8));
        }
        out.write(data, from, size);
        out.flush();
        from += size;
      }
    }

    void halfClose() {
      try {
        client.shutdownOutput();
      } catch (IOException e) {
        reset();
      }
    }

    void reset() {
      pipes.remove(this);
      close(client);
      close(server);
    }

    private void close(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  /** One direction of a {@link Tap}. */
  private interface Sight {
    void see(byte[] data, int length) throws IOException;
  }
}
