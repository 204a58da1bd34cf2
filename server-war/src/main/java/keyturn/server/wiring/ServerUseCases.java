package keyturn.server.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.server.StoreWork;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;
import keyturn.server.websocket.UseCases;

/** The server's use cases, as connections reach them. */
final class ServerUseCases implements UseCases {
  private static final int RETRY_SECONDS = 1;

  private final UseCaseParts parts;
  private final StoreWork work;
  private final ScheduledExecutorService timer;

  ServerUseCases(UseCaseParts parts, StoreWork work, ScheduledExecutorService timer) {
    this.parts = parts;
    this.work = work;
    this.timer = timer;
  }

  @Override
  public void signIn(ClientAddress address, ClientMessage attempt, Consumer<SignInResult> answer) {
    attempt.dispatch(Dispatch.of(parts, new Dispatch.Stranger(address, answer)));
  }

  @Override
  public void signedIn(Session session, Runnable then) {
    parts.presences().signedIn(session);
    arrive(session, then);
  }

  /** Tells who there is, then which conversations; while the database is away, again and again. */
  private void arrive(Session session, Runnable then) {
    if (!session.isOpen()) {
      then.run();
      return;
    }
    work.run(
        () -> {
          Map<UserId, String> people = new LinkedHashMap<>();
          parts.directory().people().forEach(one -> people.put(one.user(), one.name()));
          parts.presences().tellAll(session, people);
          parts.conversations().signedIn(session);
          then.run();
        },
        () -> {
          var unused = timer.schedule(() -> arrive(session, then), RETRY_SECONDS, TimeUnit.SECONDS);
        });
  }

  @Override
  public void signedOut(Session session) {
    parts.presences().signedOut(session);
    parts.conversations().signedOut(session);
  }

  @Override
  public void handle(Session session, ClientMessage request) {
    request.dispatch(Dispatch.of(parts, session));
  }
}
