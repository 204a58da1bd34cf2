package keyturn.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address. */
public final class FreePort {
  private FreePort() {}

  /** A port that nobody listens on now, chosen by the system. */
  public static int choose() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  /** Whether a server could listen on {@code port} (1 to 65535) now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The next free port above {@code port}, for a suggestion to the user. */
  static int after(int port) throws IOException {
    for (int next = port + 1; next <= Math.min(port + 100, 65_535); next++) {
      if (isFree(next)) {
        return next;
      }
    }
    return choose();
  }
}
