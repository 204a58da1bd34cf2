package keyturn.protocol.tunnel;

import java.util.Optional;
import keyturn.crypto.AnsweredShare;
import keyturn.crypto.Bytes;
import keyturn.crypto.InvalidShareException;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;

/** The server answers each Refresh and refuses those that come too early or twice. */
final class ServerRefresh implements Refresh {
  /** Where the refresh is. */
  private sealed interface State {
    record Idle(SecretBytes refreshSecret) implements State {}

    record ReplyDue(
        SecretBytes refreshSecret, Bytes reply, RecordSealer nextSealer, RecordOpener nextOpener)
        implements State {}

    record AwaitingDone(SecretBytes refreshSecret, RecordOpener nextOpener) implements State {}
  }

  private final RefreshParts parts;
  private State state;
  private int completed;

  ServerRefresh(RefreshParts parts, SecretBytes refreshSecret) {
    this.parts = parts;
    this.state = new State.Idle(refreshSecret);
  }

  @Override
  public Optional<byte[]> nextControl(RecordKeys keys) {
    if (!(state instanceof State.ReplyDue due)) {
      return Optional.empty();
    }
    byte[] record = keys.sealer().seal(MessageType.REFRESH_REPLY, due.reply().toArray());
    keys.sealWith(due.nextSealer());
    state = new State.AwaitingDone(due.refreshSecret(), due.nextOpener());
    return Optional.of(record);
  }

  @Override
  public void onControl(MessageType type, byte[] message, RecordKeys keys)
      throws ProtocolException {
    if (type == MessageType.REFRESH && state instanceof State.Idle idle) {
      onRefresh(idle, message, keys);
    } else if (type == MessageType.REFRESH_DONE && state instanceof State.AwaitingDone awaiting) {
      WireReader.ofMessage(type, message).end();
      keys.openWith(awaiting.nextOpener());
      state = new State.Idle(awaiting.refreshSecret());
      completed++;
    } else {
      throw new UnexpectedMessageException(type + " from the client");
    }
  }

  private void onRefresh(State.Idle idle, byte[] refresh, RecordKeys keys)
      throws ProtocolException {
    if (parts.pace().early(keys.sealer(), keys.opener())) {
      throw new UnexpectedMessageException("Refresh before half the count");
    }
    Bytes share = RefreshExchange.decode(MessageType.REFRESH, parts.group(), refresh);
    AnsweredShare answered = answer(share);
    byte[] reply =
        RefreshExchange.encode(MessageType.REFRESH_REPLY, parts.group(), answered.share());
    Bytes hash = RefreshExchange.hash(refresh, reply);
    int phase = keys.sealer().phase() + 1;
    RecordLayer layer = parts.layer();
    KeySchedule.Refreshed refreshed;
    try (SecretBytes old = idle.refreshSecret();
        SecretBytes shared = answered.secret()) {
      refreshed = layer.schedule().refresh(old, shared, hash);
    }
    try (KeySchedule.TrafficSecrets traffic = refreshed.traffic()) {
      state =
          new State.ReplyDue(
              refreshed.refreshSecret(),
              Bytes.of(reply),
              layer.sealer(traffic.server(), phase),
              layer.opener(traffic.client(), phase));
    }
  }

  private AnsweredShare answer(Bytes offered) throws MalformedMessageException {
    try {
      return parts.group().answer(offered, parts.layer().random());
    } catch (InvalidShareException e) {
      throw new MalformedMessageException("Refresh share", e);
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
    } else if (state instanceof State.ReplyDue due) {
      due.refreshSecret().close();
      due.nextSealer().close();
      due.nextOpener().close();
    } else if (state instanceof State.AwaitingDone awaiting) {
      awaiting.refreshSecret().close();
      awaiting.nextOpener().close();
    }
  }
}
