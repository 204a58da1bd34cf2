package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;

/**
 * An established tunnel: seals and opens records and refreshes its keys
 * (docs/spec/tunnel.md#records). Thread-safe: one thread may read while another writes. Records
 * must reach the peer in the order in which they were sealed.
 *
 * <p>The writer, before each record and whenever {@link #open} has returned, sends what {@link
 * #nextControl} gives until that is empty. Any failure kills the tunnel and wipes its keys.
 */
public final class Tunnel implements AutoCloseable {
  private final RefreshParts parts;
  private final ServerIdentity server;
  private final SecretBytes exporterSecret;
  private final RecordKeys keys;
  private final Refresh refresh;
  private final RefreshDeadline deadline = new RefreshDeadline();
  private boolean closed;

  private Tunnel(Established handshake, RefreshParts parts, RecordKeys keys, Refresh refresh) {
    this.parts = parts;
    this.server = handshake.server();
    this.exporterSecret = handshake.exporterSecret();
    this.keys = keys;
    this.refresh = refresh;
  }

  static Tunnel ofClient(Established handshake) {
    RefreshParts parts = handshake.refreshParts();
    RecordLayer layer = parts.layer();
    try (KeySchedule.TrafficSecrets traffic = handshake.traffic()) {
      RecordKeys keys =
          new RecordKeys(
              layer.sealer(traffic.client(), HandshakeKeys.FIRST_PHASE),
              layer.opener(traffic.server(), HandshakeKeys.FIRST_PHASE));
      return new Tunnel(
          handshake, parts, keys, new ClientRefresh(parts, handshake.refreshSecret()));
    }
  }

  static Tunnel ofServer(Established handshake) {
    RefreshParts parts = handshake.refreshParts();
    RecordLayer layer = parts.layer();
    try (KeySchedule.TrafficSecrets traffic = handshake.traffic()) {
      RecordKeys keys =
          new RecordKeys(
              layer.sealer(traffic.server(), HandshakeKeys.FIRST_PHASE),
              layer.opener(traffic.client(), HandshakeKeys.FIRST_PHASE));
      return new Tunnel(
          handshake, parts, keys, new ServerRefresh(parts, handshake.refreshSecret()));
    }
  }

  public KeyGroup group() {
    return parts.group();
  }

  public CipherSuite suite() {
    return parts.pace().suite();
  }

  /** On the client, what was proved and trusted; on the server, what it presented. */
  public ServerIdentity server() {
    return server;
  }

  /** Records of both directions after which the client refreshes, as the server said. */
  public int refreshMessages() {
    return parts.pace().refreshMessages();
  }

  /** How many refreshes this side has completed. */
  public synchronized int refreshes() {
    return refresh.completed();
  }

  /** How many of these messages, from the first on, fit into one record. */
  public int fitting(List<byte[]> applicationMessages) {
    int room = TunnelLimits.MAX_RECORD_BYTES - 1 - suite().maxOverheadBytes();
    int count = 0;
    for (byte[] message : applicationMessages) {
      room -= TunnelLimits.MESSAGE_HEADER_BYTES + message.length;
      if (room < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * Seals the messages into one record, now: what is sealed must be sent, and sent next.
   *
   * @param applicationMessages at least one, none empty, all {@link #fitting}
   * @return at most {@link TunnelLimits#MAX_RECORD_BYTES}
   * @throws IllegalArgumentException if they do not fit
   * @throws IllegalStateException if the tunnel is closed, or {@link #mustWaitForRefresh}
   */
  public synchronized byte[] seal(List<byte[]> applicationMessages) {
    requireOpen();
    if (applicationMessages.isEmpty()
        || applicationMessages.stream().anyMatch(message -> message.length == 0)
        || fitting(applicationMessages) != applicationMessages.size()) {
      throw new IllegalArgumentException(
          applicationMessages.size() + " messages, empty or too large for one record");
    }
    if (mustWaitForRefresh()) {
      throw new IllegalStateException("this key must not seal more before a refresh");
    }
    return keys.sealer()
        .seal(MessageType.APPLICATION_RECORD, ApplicationRecord.join(applicationMessages));
  }

  /**
   * Application messages are to wait until a refresh: a Triple-DES key has sealed nearly 512 KiB.
   * Control records do not wait.
   */
  public synchronized boolean mustWaitForRefresh() {
    return !closed && parts.pace().mustWait(keys.sealer());
  }

  /**
   * A refresh record to send now, before any further application record; empty if none is due, or
   * the tunnel is closed.
   */
  public synchronized Optional<byte[]> nextControl() {
    return closed ? Optional.empty() : refresh.nextControl(keys);
  }

  /**
   * Opens the next record of the peer.
   *
   * @return the application messages in it; empty for a refresh record
   * @throws AuthenticationFailedException whatever was wrong with the record itself, or if the
   *     tunnel is closed; the tunnel is dead
   * @throws ProtocolException if the peer sealed what it must not; the tunnel is dead
   */
  public synchronized List<byte[]> open(byte[] record)
      throws AuthenticationFailedException, ProtocolException {
    if (closed) {
      throw new AuthenticationFailedException();
    }
    boolean opened = false;
    try {
      List<byte[]> messages = openAlive(record);
      opened = true;
      return messages;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private List<byte[]> openAlive(byte[] record)
      throws AuthenticationFailedException, ProtocolException {
    byte[] plaintext = keys.opener().open(record);
    MessageType type =
        MessageType.of(record).orElseThrow(() -> Unexpected.in("established", record));
    return switch (type) {
      case APPLICATION_RECORD -> {
        if (parts.pace().exceeded(keys.opener())) {
          throw new UnexpectedMessageException("application record without the refresh due");
        }
        yield ApplicationRecord.split(plaintext);
      }
      case REFRESH, REFRESH_REPLY, REFRESH_DONE -> {
        refresh.onControl(type, plaintext, keys);
        yield List.of();
      }
      case CLIENT_HELLO,
          SERVER_HELLO,
          RETRY,
          ALERT,
          IDENTITY,
          CERTIFICATE_VERIFY,
          FINISHED,
          HANDSHAKE_RECORD,
          MESSAGE_HASH ->
          throw Unexpected.in("established", record);
    };
  }

  /**
   * Keying material of this connection (RFC 8446 §7.5), the same on both sides and through all
   * refreshes.
   *
   * @return {@code lengthBytes}; the caller closes it
   * @throws IllegalStateException if the tunnel is closed
   */
  public synchronized SecretBytes exporter(String label, byte[] context, int lengthBytes) {
    requireOpen();
    return parts.layer().schedule().export(exporterSecret, label, context, lengthBytes);
  }

  /**
   * Whether a refresh is not complete {@value TunnelLimits#REFRESH_GRACE_SECONDS} s after this
   * method first saw it due; the connection is then to be closed. To be asked every few seconds.
   *
   * @param nowNanos of a monotonic clock, {@link System#nanoTime} or a test's
   */
  public synchronized boolean refreshOverdue(long nowNanos) {
    boolean pending =
        !closed && (refresh.inFlight() || parts.pace().due(keys.sealer(), keys.opener()));
    return deadline.passed(pending, refresh.completed(), nowNanos);
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Wipes every key; what comes later is refused. */
  @Override
  public synchronized void close() {
    closed = true;
    keys.close();
    refresh.close();
    exporterSecret.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the tunnel is closed");
    }
  }
}
