package keyturn.server.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;
import keyturn.protocol.UnsupportedVersionException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.HandshakeStep;
import keyturn.protocol.tunnel.ServerHandshake;
import keyturn.protocol.tunnel.Tunnel;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.SessionEnd;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket from its opening to its end: handshake, sign-in, then requests. What arrives is
 * worked on in order, never on the thread that brought it: the tunnel in one lane, the requests,
 * which may wait for the database, in another. Thread-safe.
 */
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final long number;
  private final ClientAddress address;
  private final ConnectionParts parts;
  private final Transport transport;
  private final Runnable onGone;
  private final Lane tunnelLane;
  private final Lane requestLane;
  private final OutboundQueue outbound;
  private final InboundBudget budget;
  private final Vigil vigil;

  // In the tunnel lane only, but that others may look at the state and the tunnel.
  private final ServerHandshake handshake;
  private volatile ConnectionState state = ConnectionState.AWAITING_HELLO;
  private volatile @Nullable Tunnel tunnel;
  private @Nullable SignedInSession session;
  private int attempts;
  private boolean gone;

  /** Signed in, and not yet told all: what is asked waits, and so does signing out. */
  private volatile boolean arriving;

  /**
   * @param number names this connection in the log
   * @param onGone is called once, when nothing of the connection is left
   */
  Connection(
      long number,
      ClientAddress address,
      ConnectionParts parts,
      Transport transport,
      Runnable onGone) {
    this.number = number;
    this.address = address;
    this.parts = parts;
    this.transport = transport;
    this.onGone = onGone;
    tunnelLane = new Lane(parts.tunnelThreads(), this::failed);
    requestLane = new Lane(parts.requestThreads(), this::failed);
    outbound =
        new OutboundQueue(
            transport,
            tunnelLane,
            parts.requestThreads(),
            parts.limits(),
            parts.nanoTime(),
            parts.gathering(),
            this::closed);
    budget = new InboundBudget(parts.limits());
    vigil = new Vigil(parts.limits(), parts.nanoTime().getAsLong());
    handshake = parts.newHandshake();
  }

  /** For the log. */
  String name() {
    return Long.toString(number);
  }

  ConnectionState state() {
    return state;
  }

  OutboundQueue outbound() {
    return outbound;
  }

  /** A binary message came. Returns at once. */
  void receive(Bytes frame) {
    heard();
    if (budget.take(frame.length())) {
      tunnelLane.run(() -> process(frame));
    } else {
      refuse(CloseCode.TOO_MANY);
    }
  }

  /** Something came: the peer is alive. */
  void heard() {
    vigil.heard(parts.nanoTime().getAsLong());
  }

  /** The peer broke the rules of the WebSocket or outran a limit. */
  void refuse(CloseCode code) {
    tunnelLane.run(() -> violate(code, "refused by the endpoint"));
  }

  /** The server ends this connection, for no fault of the peer. */
  void end(SessionEnd reason) {
    tunnelLane.run(
        () -> {
          switch (reason) {
            case SIGNED_OUT, GOING_AWAY -> finish(closeCode(reason));
            case REVOKED, REPLACED, TOO_SLOW -> abort(closeCode(reason));
          }
        });
  }

  /** We closed it; the container may forget to say so. */
  private void closed(CloseCode code) {
    LOG.log(Level.INFO, "connection={0} event=closed close={1}", name(), code);
    gone();
  }

  /** The WebSocket is closed, whoever closed it. May be called more than once. */
  void gone() {
    tunnelLane.run(this::cleanUp);
  }

  /** Keeps the deadlines; called about once a second. */
  void tick() {
    outbound.tick();
    long now = parts.nanoTime().getAsLong();
    switch (vigil.judge(now, state)) {
      case WELL -> checkRefresh(now);
      case PING -> transport.ping();
      case LATE -> tunnelLane.run(() -> violate(CloseCode.SIGN_IN_TIMEOUT, "no sign-in in time"));
      case DEAD -> tunnelLane.run(() -> abort(CloseCode.DEAD_PEER));
    }
  }

  private void checkRefresh(long now) {
    Tunnel established = tunnel;
    if (established != null && established.refreshOverdue(now)) {
      tunnelLane.run(() -> violate(CloseCode.MALFORMED, "refresh overdue"));
    }
  }

  private void process(Bytes frame) {
    try {
      switch (state) {
        case AWAITING_HELLO, AWAITING_FINISHED -> {
          budget.giveBack(frame.length());
          shakeHands(frame);
        }
        case AWAITING_SIGN_IN, SIGNING_IN, READY -> openRecord(frame);
        case CLOSED -> budget.giveBack(frame.length());
      }
    } catch (UnsupportedVersionException e) {
      handshake.alertFor(e).ifPresent(alert -> outbound.sendHandshake(List.of(alert)));
      violate(CloseCode.UNSUPPORTED_VERSION, e.getMessage());
    } catch (ProtocolException e) {
      handshake.alertFor(e).ifPresent(alert -> outbound.sendHandshake(List.of(alert)));
      violate(CloseCode.MALFORMED, e.getMessage());
    } catch (AuthenticationFailedException e) {
      violate(CloseCode.MALFORMED, e.getMessage());
    }
  }

  private void shakeHands(Bytes frame) throws ProtocolException, AuthenticationFailedException {
    HandshakeStep step = handshake.onMessage(frame.toArray());
    outbound.sendHandshake(step.toSend());
    Optional<Tunnel> established = step.established();
    if (established.isPresent()) {
      tunnel = established.get();
      outbound.establish(new TunnelWriter(established.get()));
      outbound.push(parts.welcome());
      enter(ConnectionState.AWAITING_SIGN_IN);
    } else if (handshake.awaitsFinished()) {
      enter(ConnectionState.AWAITING_FINISHED);
    }
  }

  private void openRecord(Bytes frame) throws ProtocolException, AuthenticationFailedException {
    List<byte[]> messages;
    try {
      messages = established().open(frame.toArray());
      for (byte[] message : messages) {
        take(message);
      }
    } finally {
      // The frame weighs until the last request in it was handed on.
      requestLane.runHere(() -> budget.giveBack(frame.length()));
    }
    outbound.wake();
  }

  private void take(byte[] encoded) throws ProtocolException {
    int maxBytes =
        state == ConnectionState.READY
            ? Limits.MAX_MESSAGE_BYTES
            : Limits.MAX_MESSAGE_BYTES_BEFORE_SIGN_IN;
    ClientMessage message = MessageCodec.decodeClient(encoded, maxBytes);
    MessageKind kind = MessageKind.of(message);
    if (!state.permits(kind)) {
      throw new UnexpectedMessageException(kind + " while " + state);
    }
    switch (kind) {
      case SIGN_IN -> trySignIn(message);
      case REQUEST -> request(signedIn(), message);
    }
  }

  private void trySignIn(ClientMessage attempt) {
    attempts++;
    enter(ConnectionState.SIGNING_IN);
    requestLane.run(
        () ->
            parts
                .useCases()
                .signIn(address, attempt, result -> tunnelLane.run(() -> answer(result))));
  }

  private void answer(SignInResult result) {
    if (state != ConnectionState.SIGNING_IN) {
      return;
    }
    if (result instanceof SignInResult.Granted granted) {
      grant(granted);
    } else if (result instanceof SignInResult.Refused refused) {
      refuse(refused);
    }
  }

  private void grant(SignInResult.Granted granted) {
    ConnectionId id = ConnectionId.random(parts.random());
    SignedInSession opened =
        new SignedInSession(this, granted, id, established().suite(), outbound);
    session = opened;
    LOG.log(
        Level.INFO,
        "connection={0} event=signed-in device={1}",
        name(),
        Long.toString(granted.device().value()));
    outbound.push(
        new ServerMessage.SignedIn(
            granted.user(),
            granted.username(),
            granted.device(),
            id,
            granted.next(),
            parts.suites()));
    budget.trust();
    enter(ConnectionState.READY);
    parts.devices().add(opened).ifPresent(older -> older.close(SessionEnd.REPLACED));
    arriving = true;
    requestLane.run(
        () -> {
          requestLane.pause();
          parts.useCases().signedIn(opened, this::arrived);
        });
  }

  private void arrived() {
    arriving = false;
    requestLane.resume();
  }

  private void refuse(SignInResult.Refused refused) {
    LOG.log(Level.INFO, "connection={0} event=refused reason={1}", name(), refused.reason());
    outbound.push(
        new ServerMessage.SignInRefused(refused.reason(), refused.retryAfter().toMillis()));
    if (attempts >= parts.limits().signInAttempts()) {
      finish(CloseCode.TOO_MANY);
    } else {
      enter(ConnectionState.AWAITING_SIGN_IN);
    }
  }

  private void request(SignedInSession asking, ClientMessage message) {
    requestLane.runHere(() -> serve(asking, message));
  }

  private void serve(SignedInSession asking, ClientMessage message) {
    if (!asking.isOpen()) {
      return;
    }
    if (outbound.hasRoom()) {
      parts.useCases().handle(asking, message);
    } else {
      // Whoever does not read his answers is not given more of them.
      requestLane.pause(() -> serve(asking, message));
      outbound.whenDrained(requestLane::resume);
    }
  }

  private void enter(ConnectionState next) {
    state = next;
    vigil.entered(next, parts.nanoTime().getAsLong());
  }

  private void violate(CloseCode code, @Nullable String what) {
    if (state != ConnectionState.CLOSED) {
      LOG.log(
          Level.WARNING,
          "connection={0} event=violation state={1} close={2} what={3}",
          name(),
          state,
          code,
          what);
      if (tunnel == null) {
        finish(code); // An alert may wait.
      } else {
        abort(code);
      }
    }
  }

  private void failed(RuntimeException bug) {
    LOG.log(Level.ERROR, "connection=" + number + " event=failed state=" + state, bug);
    state = ConnectionState.CLOSED;
    outbound.abort(CloseCode.INTERNAL);
  }

  private void finish(CloseCode code) {
    state = ConnectionState.CLOSED;
    outbound.finish(code);
  }

  private void abort(CloseCode code) {
    state = ConnectionState.CLOSED;
    outbound.abort(code);
  }

  private void cleanUp() {
    if (gone) {
      return;
    }
    gone = true;
    state = ConnectionState.CLOSED;
    outbound.abandon();
    handshake.close();
    if (tunnel != null) {
      tunnel.close();
    }
    SignedInSession ended = session;
    if (ended != null) {
      parts.devices().remove(ended);
      requestLane.run(() -> parts.useCases().signedOut(ended));
    }
    if (!arriving) {
      requestLane.resume();
    }
    onGone.run();
  }

  private Tunnel established() {
    Tunnel established = tunnel;
    if (established == null) {
      throw new IllegalStateException("no tunnel while " + state);
    }
    return established;
  }

  private SignedInSession signedIn() {
    SignedInSession signedIn = session;
    if (signedIn == null) {
      throw new IllegalStateException("no session while " + state);
    }
    return signedIn;
  }

  private static CloseCode closeCode(SessionEnd reason) {
    return switch (reason) {
      case SIGNED_OUT, REVOKED -> CloseCode.SESSION_ENDED;
      case REPLACED -> CloseCode.SIGNED_IN_ELSEWHERE;
      case TOO_SLOW -> CloseCode.TOO_SLOW;
      case GOING_AWAY -> CloseCode.GOING_AWAY;
    };
  }
}
