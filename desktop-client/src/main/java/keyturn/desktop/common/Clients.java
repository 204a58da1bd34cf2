package keyturn.desktop.common;

import keyturn.client.ClientListener;
import keyturn.client.ServerAddress;

/** Makes the client of a server; it connects at once. */
@FunctionalInterface
public interface Clients {
  /**
   * Starts connecting; does not wait for it.
   *
   * @param listener is called on a thread of the client
   */
  Client open(ServerAddress server, ClientListener listener);
}
