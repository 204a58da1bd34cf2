package keyturn.client.link;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ClientPolicy;
import keyturn.protocol.tunnel.Tunnel;

/** Makes one connection and lets it go as soon as the server has proved its identity. */
public final class FirstContact implements Connection.Owner {
  private final CompletableFuture<Fingerprint> answer = new CompletableFuture<>();

  private FirstContact() {}

  /** Exceptionally with an {@link IOException} if there is no tunnel. */
  public static CompletableFuture<Fingerprint> make(
      Transport.Connector connector, SecureRandom random) {
    ClientLoop loop = new ThreadLoop("keyturn-probe");
    FirstContact contact = new FirstContact();
    Connection connection =
        new Connection(
            loop, ClientPolicy.standard(), presented -> {}, random, Optional.empty(), contact);
    loop.execute(() -> connection.start(connector));
    return contact.answer.whenComplete(
        (fingerprint, failure) ->
            loop.execute(
                () -> {
                  connection.close();
                  loop.close();
                }));
  }

  @Override
  public void onTunnel(Connection connection, Tunnel tunnel) {
    answer.complete(tunnel.server().fingerprint());
  }

  @Override
  public void onMessage(Connection connection, ServerMessage message) {}

  @Override
  public void onRoom(Connection connection) {}

  @Override
  public void onEnd(Connection connection, ConnectionEnd end) {
    answer.completeExceptionally(new IOException(causeOf(end)));
  }

  private static String causeOf(ConnectionEnd end) {
    if (end instanceof ConnectionEnd.Lost lost) {
      return lost.cause().text();
    }
    if (end instanceof ConnectionEnd.OfTransport of
        && of.end() instanceof TransportEnd.Failed failed) {
      return failed.cause().text();
    }
    return "no tunnel: " + end.getClass().getSimpleName();
  }
}
