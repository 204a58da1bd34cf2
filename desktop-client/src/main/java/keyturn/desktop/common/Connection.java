package keyturn.desktop.common;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.ServerAddress;
import org.jspecify.annotations.Nullable;

/** The one client of a window; another server means another client. For the UI thread only. */
public final class Connection {
  private record Open(ServerAddress server, Client client) {}

  private final Clients clients;
  private final Executor ui;
  private final Executor background;
  private final Consumer<List<ClientEvent>> target;
  private @Nullable Open open;
  private int generation;

  /**
   * Has no client yet.
   *
   * @param ui where the target is called
   * @param background where an abandoned client is closed
   * @param target gets the events of the present client only
   */
  public Connection(
      Clients clients, Executor ui, Executor background, Consumer<List<ClientEvent>> target) {
    this.clients = clients;
    this.ui = ui;
    this.background = background;
    this.target = target;
  }

  /** The client of this server: the present one, or a new one in its place. */
  public Client to(ServerAddress server) {
    if (open != null && open.server().equals(server)) {
      return open.client();
    }
    drop();
    int mine = generation;
    Client client =
        clients.open(
            server,
            new EventBatch(
                ui,
                events -> {
                  if (mine == generation) {
                    target.accept(events);
                  }
                }));
    open = new Open(server, client);
    return client;
  }

  public Optional<Client> client() {
    return Optional.ofNullable(open).map(Open::client);
  }

  public Optional<ServerAddress> server() {
    return Optional.ofNullable(open).map(Open::server);
  }

  /** Closes the client, if there is one; nothing more is heard of it. */
  public void drop() {
    generation++;
    client().ifPresent(client -> background.execute(client::close));
    open = null;
  }
}
