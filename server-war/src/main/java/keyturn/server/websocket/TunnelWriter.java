package keyturn.server.websocket;

import java.util.List;
import java.util.Optional;
import keyturn.protocol.tunnel.Tunnel;

/** Writes into a {@link Tunnel}. */
record TunnelWriter(Tunnel tunnel) implements RecordWriter {
  @Override
  public Optional<byte[]> nextControl() {
    return tunnel.nextControl();
  }

  @Override
  public boolean mustWait() {
    return tunnel.isClosed() || tunnel.mustWaitForRefresh();
  }

  @Override
  public boolean fits(List<byte[]> messages) {
    return tunnel.fitting(messages) == messages.size();
  }

  @Override
  public byte[] seal(List<byte[]> messages) {
    return tunnel.seal(messages);
  }
}
