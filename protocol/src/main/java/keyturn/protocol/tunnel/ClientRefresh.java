package keyturn.protocol.tunnel;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.InvalidShareException;
import keyturn.crypto.OfferedShare;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;

/** The client asks for each refresh: Refresh, RefreshReply, RefreshDone. */
final class ClientRefresh implements Refresh {
  /** Where the refresh is. */
  private sealed interface State {
    record Idle(SecretBytes refreshSecret) implements State {}

    record AwaitingReply(SecretBytes refreshSecret, OfferedShare share, Bytes refresh)
        implements State {}

    record DoneDue(SecretBytes refreshSecret, RecordSealer next) implements State {}
  }

  private final RefreshParts parts;
  private State state;
  private int completed;

  ClientRefresh(RefreshParts parts, SecretBytes refreshSecret) {
    this.parts = parts;
    this.state = new State.Idle(refreshSecret);
  }

  @Override
  public Optional<byte[]> nextControl(RecordKeys keys) {
    if (state instanceof State.Idle idle && parts.pace().due(keys.sealer(), keys.opener())) {
      return Optional.of(ask(idle, keys));
    }
    if (state instanceof State.DoneDue done) {
      byte[] message = new WireWriter().toMessage(MessageType.REFRESH_DONE);
      byte[] record = keys.sealer().seal(MessageType.REFRESH_DONE, message);
      keys.sealWith(done.next());
      state = new State.Idle(done.refreshSecret());
      completed++;
      return Optional.of(record);
    }
    return Optional.empty();
  }

  private byte[] ask(State.Idle idle, RecordKeys keys) {
    OfferedShare share = parts.group().offer(parts.layer().random());
    byte[] refresh = RefreshExchange.encode(MessageType.REFRESH, parts.group(), share.share());
    state = new State.AwaitingReply(idle.refreshSecret(), share, Bytes.of(refresh));
    return keys.sealer().seal(MessageType.REFRESH, refresh);
  }

  @Override
  public void onControl(MessageType type, byte[] message, RecordKeys keys)
      throws ProtocolException {
    if (type != MessageType.REFRESH_REPLY || !(state instanceof State.AwaitingReply awaiting)) {
      throw new UnexpectedMessageException(type + " from the server");
    }
    Bytes share = RefreshExchange.decode(type, parts.group(), message);
    int phase = keys.opener().phase() + 1;
    KeySchedule.Refreshed refreshed = mix(awaiting, share, message);
    try (KeySchedule.TrafficSecrets traffic = refreshed.traffic()) {
      keys.openWith(parts.layer().opener(traffic.server(), phase));
      state =
          new State.DoneDue(
              refreshed.refreshSecret(), parts.layer().sealer(traffic.client(), phase));
    }
  }

  private KeySchedule.Refreshed mix(State.AwaitingReply awaiting, Bytes share, byte[] reply)
      throws MalformedMessageException {
    try (OfferedShare ours = awaiting.share();
        SecretBytes old = awaiting.refreshSecret();
        SecretBytes shared = ours.agree(share)) {
      Bytes hash = RefreshExchange.hash(awaiting.refresh().toArray(), reply);
      return parts.layer().schedule().refresh(old, shared, hash);
    } catch (InvalidShareException e) {
      throw new MalformedMessageException("RefreshReply share", e);
    }
  }

  @Override
  public boolean inFlight() {
    return !(state instanceof State.Idle);
  }

  @Override
  public int completed() {
    return completed;
  }

  @Override
  public void close() {
    if (state instanceof State.Idle idle) {
      idle.refreshSecret().close();
    } else if (state instanceof State.AwaitingReply awaiting) {
      awaiting.refreshSecret().close();
      awaiting.share().close();
    } else if (state instanceof State.DoneDue done) {
      done.refreshSecret().close();
      done.next().close();
    }
  }
}
