package keyturn.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP way to the server that can be cut and mended, as a network is. */
final class Wire implements Closeable {
  private static final int SMALL_BUFFER = 16 * 1024;

  private final int serverPort;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean stalled;

  private Wire(int serverPort, ServerSocket listener) {
    this.serverPort = serverPort;
    this.listener = listener;
  }

  static Wire to(ServerUnderTest server) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Wire wire = new Wire(server.chat().getPort(), listener);
    daemon("wire", wire::accept);
    return wire;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends what is connected and lets nothing through. */
  void cut() {
    cut = true;
    open.forEach(Wire::end);
  }

  /** Takes nothing more from the server; what is connected stays so. */
  void stall() {
    stalled = true;
  }

  /** Lets everything through again; what had stalled is ended. */
  void mend() {
    if (stalled) {
      open.forEach(Wire::end);
    }
    stalled = false;
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        open.add(near);
        if (cut) {
          end(near);
        } else {
          daemon("wire-connection", () -> join(near));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void join(Socket near) {
    try (near;
        Socket far = new Socket()) {
      // Little is on its way at any time, so that a stall is felt soon.
      far.setReceiveBufferSize(SMALL_BUFFER);
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
      open.add(far);
      if (cut) {
        return;
      }
      daemon("wire-back", () -> copy(far, near, Direction.FROM_SERVER));
      copy(near, far, Direction.TO_SERVER);
    } catch (IOException e) {
      // The server is not there: the client sees its connection end.
    }
  }

  private enum Direction {
    TO_SERVER,
    FROM_SERVER
  }

  private void copy(Socket from, Socket to, Direction direction) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        while (stalled && direction == Direction.FROM_SERVER && !from.isClosed()) {
          Thread.sleep(20);
        }
        out.write(buffer, 0, count);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Cut.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is ended all the same.
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
    listener.close();
  }
}
