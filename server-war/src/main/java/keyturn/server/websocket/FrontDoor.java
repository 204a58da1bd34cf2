package keyturn.server.websocket;

import java.util.HashMap;
import java.util.Map;
import keyturn.server.account.ClientAddress;

/**
 * Decides who may connect: nobody before the server is ready and after it stops, and nobody beyond
 * the limits in all and for one address. Thread-safe.
 */
public final class FrontDoor {
  /** The answer to one who knocks. */
  enum Answer {
    WELCOME,
    NOT_OPEN,
    FULL,
    TOO_MANY_FROM_ADDRESS
  }

  private final Map<ClientAddress, Integer> byAddress = new HashMap<>();
  private boolean open;
  private int maxConnections;
  private int maxPerAddress;
  private int inside;

  /** Lets connections in from now on. */
  public synchronized void open(int maxConnections, int maxPerAddress) {
    this.maxConnections = maxConnections;
    this.maxPerAddress = maxPerAddress;
    open = true;
  }

  public synchronized void close() {
    open = false;
  }

  public synchronized boolean isOpen() {
    return open;
  }

  public synchronized int inside() {
    return inside;
  }

  /** What {@link #enter} would answer now: for a refusal before the WebSocket is made. */
  synchronized Answer knock(ClientAddress address) {
    if (!open) {
      return Answer.NOT_OPEN;
    }
    if (inside >= maxConnections) {
      return Answer.FULL;
    }
    return byAddress.getOrDefault(address, 0) >= maxPerAddress
        ? Answer.TOO_MANY_FROM_ADDRESS
        : Answer.WELCOME;
  }

  /** After {@code WELCOME} the caller owes one {@link #leave}. */
  synchronized Answer enter(ClientAddress address) {
    Answer answer = knock(address);
    if (answer == Answer.WELCOME) {
      inside++;
      byAddress.merge(address, 1, Integer::sum);
    }
    return answer;
  }

  synchronized void leave(ClientAddress address) {
    inside--;
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
