package keyturn.load.client;

import java.nio.ByteBuffer;

/** Buffers that all connections of one thread use in turn: an idle connection needs none. */
final class SharedBuffers {
  private static final int NET_BYTES = 256 * 1024;
  private static final int APP_BYTES = 320 * 1024;

  /** Read from a socket, not decrypted yet. */
  final ByteBuffer netIn = ByteBuffer.allocateDirect(NET_BYTES);

  /** Decrypted. */
  final ByteBuffer appIn = ByteBuffer.allocate(APP_BYTES);

  /** Encrypted, on its way to a socket. */
  final ByteBuffer netOut = ByteBuffer.allocateDirect(NET_BYTES);
}
