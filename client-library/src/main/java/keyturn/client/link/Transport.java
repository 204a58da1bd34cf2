package keyturn.client.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.CertificateFacts;

/** An open connection that carries binary messages. Thread-safe; no method blocks. */
public interface Transport {
  /** Opens connections to the one server of a client. */
  @FunctionalInterface
  interface Connector {
    /** Answers on {@code receiver}, from any thread; exactly one end comes, open or not. */
    void connect(Receiver receiver);
  }

  /** Is told, on any thread but one call after the other, what comes. */
  interface Receiver {
    void onOpen(Transport transport);

    void onMessage(byte[] message);

    void onPong();

    /** The last call. */
    void onEnd(TransportEnd end);
  }

  /**
   * One message; the next only after this is complete.
   *
   * @return complete when the message is handed to the system, exceptionally if it will not be
   */
  CompletableFuture<?> send(byte[] message);

  void ping();

  /** Ends at once; {@link Receiver#onEnd} still comes. */
  void close(int code);

  /** What the outer TLS showed; empty without TLS. */
  Optional<CertificateFacts> certificate();
}
