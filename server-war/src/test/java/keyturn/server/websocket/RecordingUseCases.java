package keyturn.server.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import keyturn.protocol.message.ClientMessage;
import keyturn.server.account.ClientAddress;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;

/** Writes down what is asked, and answers a sign-in when the test says so. */
final class RecordingUseCases implements UseCases {
  final List<ClientMessage> attempts = new ArrayList<>();
  final List<Consumer<SignInResult>> answers = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  final List<ClientMessage> requests = new ArrayList<>();
  final List<Runnable> arrivals = new ArrayList<>();
  boolean slowToArrive;
  final List<Session> sessions = new ArrayList<>();

  @Override
  public void signIn(ClientAddress address, ClientMessage attempt, Consumer<SignInResult> answer) {
    attempts.add(attempt);
    answers.add(answer);
  }

  @Override
  public void signedIn(Session session, Runnable then) {
    sessions.add(session);
    events.add("in");
    if (slowToArrive) {
      arrivals.add(then);
    } else {
      then.run();
    }
  }

  @Override
  public void signedOut(Session session) {
    events.add("out");
  }

  @Override
  public void handle(Session session, ClientMessage request) {
    requests.add(request);
    events.add("request");
  }
}
