package keyturn.protocol.tunnel;

import java.util.Optional;
import keyturn.protocol.ProtocolException;

/** One side's part in the refreshes of a tunnel (docs/spec/tunnel.md#refresh). */
sealed interface Refresh extends AutoCloseable permits ClientRefresh, ServerRefresh {

  /** Seals the control record that is due now, and switches the sealing key where it says so. */
  Optional<byte[]> nextControl(RecordKeys keys);

  /**
   * Takes an authenticated control message, and switches the opening key where it says so.
   *
   * @throws ProtocolException if it is not allowed now; the tunnel must die
   */
  void onControl(MessageType type, byte[] message, RecordKeys keys) throws ProtocolException;

  /** Whether one is going on. */
  boolean inFlight();

  /** How many are complete. */
  int completed();

  @Override
  void close();
}
