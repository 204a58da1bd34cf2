package keyturn.server.websocket;

import java.util.List;
import java.util.function.LongSupplier;
import keyturn.protocol.CloseCode;
import org.glassfish.tyrus.core.extension.ExtendedExtension;
import org.glassfish.tyrus.core.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Sees each frame of one connection before Tyrus does, and keeps from it what would fill the heap:
 * Tyrus queues an answer to every ping, also to one who reads none, and keeps every fragment of a
 * message, also the empty ones, whose bytes it adds up in vain. Its interface for extensions is the
 * only place where control frames and fragments can be seen; nothing is negotiated with the client
 * ({@link ChatConfigurator}).
 *
 * <p>Tyrus calls it for one frame at a time.
 */
final class FrameGuard implements ExtendedExtension {
  static final String NAME = "keyturn-frame-guard";

  /** Our clients ping every 20 s at most (docs/spec/messages.md). */
  static final int PINGS_AT_ONCE = 32;

  static final long NANOS_FOR_A_PING = 1_000_000_000L;

  /** A message of 64 KiB in parts of 256 bytes. */
  static final int MAX_FRAGMENTS = 256;

  private static final byte CONTINUATION = 0x0;
  private static final byte PING = 0x9;
  private static final byte PONG = 0xA;

  /** Costs nothing and is answered by nothing. */
  private static final Frame NOTHING =
      Frame.builder().fin(true).opcode(PONG).payloadLength(0).payloadData(new byte[0]).build();

  private final LongSupplier nanoTime;
  private volatile @Nullable Connection connection;
  private long pingsPaidUntil;
  private int fragments;
  private boolean refused;

  FrameGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    pingsPaidUntil = nanoTime.getAsLong();
  }

  /** Whom to refuse. */
  void protect(Connection guarded) {
    connection = guarded;
  }

  @Override
  public Frame processIncoming(ExtensionContext context, Frame frame) {
    if (!refused && !(isTooManyPings(frame) || isTooManyFragments(frame))) {
      return frame;
    }
    if (!refused) {
      refused = true;
      Connection guarded = connection;
      if (guarded != null) {
        guarded.refuse(CloseCode.TOO_MANY);
      }
    }
    return NOTHING;
  }

  private boolean isTooManyPings(Frame frame) {
    if (frame.getOpcode() != PING) {
      return false;
    }
    long now = nanoTime.getAsLong();
    pingsPaidUntil = Math.max(now, pingsPaidUntil) + NANOS_FOR_A_PING;
    return pingsPaidUntil - now > PINGS_AT_ONCE * NANOS_FOR_A_PING;
  }

  private boolean isTooManyFragments(Frame frame) {
    if (!frame.isControlFrame()) {
      fragments = frame.getOpcode() == CONTINUATION ? fragments + 1 : 1;
    }
    return fragments > MAX_FRAGMENTS;
  }

  @Override
  public Frame processOutgoing(ExtensionContext context, Frame frame) {
    return frame;
  }

  @Override
  public List<Parameter> onExtensionNegotiation(
      ExtensionContext context, @Nullable List<Parameter> requestedParameters) {
    return List.of();
  }

  @Override
  public void onHandshakeResponse(ExtensionContext context, List<Parameter> responseParameters) {
    // Of clients only.
  }

  @Override
  public void destroy(ExtensionContext context) {
    connection = null;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public List<Parameter> getParameters() {
    return List.of();
  }
}
