package keyturn.server.websocket;

import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;

/** What an {@link OutboundQueue} needs of a WebSocket. No method blocks. */
interface Transport {
  /** What became of a frame that was handed over. */
  enum Outcome {
    SENT,
    FAILED
  }

  /** Is told the outcome once, perhaps before {@code send} returns, on any thread. */
  interface Completion {
    void done(Outcome outcome);
  }

  /** Sends one binary message; never called again before {@code completion} was. */
  void send(Bytes frame, Completion completion);

  void ping();

  /** Sends the close frame and gives the socket up. Closing twice does nothing. */
  void close(CloseCode code);
}
