package keyturn.server.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.session.Session;
import keyturn.server.session.Sessions;

/**
 * The presence of everybody with a session here. What a user chose outlives the connection, so that
 * who is invisible stays so through a reconnect. Changes are collected and told to all sessions
 * together, by {@link #tellChanges}. Thread-safe.
 */
public final class Presences {
  /** So many of the longest names still fit one message. */
  static final int PEOPLE_IN_A_MESSAGE = 200;

  private final Sessions sessions;
  private final Map<UserId, Set<ConnectionId>> connected = new HashMap<>();
  private final Map<UserId, Presence> chosen = new HashMap<>();
  private final Map<UserId, String> changed = new LinkedHashMap<>();

  public Presences(Sessions sessions) {
    this.sessions = sessions;
  }

  public synchronized void signedIn(Session session) {
    connected.computeIfAbsent(session.user(), user -> new HashSet<>()).add(session.connection());
    changed.put(session.user(), session.username());
  }

  public synchronized void signedOut(Session session) {
    connected.computeIfPresent(
        session.user(),
        (user, connections) -> {
          connections.remove(session.connection());
          return connections.isEmpty() ? null : connections;
        });
    changed.put(session.user(), session.username());
  }

  /** Offline is not for a client to choose; it counts as invisible. */
  public synchronized void choose(Session session, Presence presence) {
    switch (presence) {
      case AVAILABLE -> chosen.remove(session.user());
      case BUSY, AWAY -> chosen.put(session.user(), presence);
      case INVISIBLE, OFFLINE -> chosen.put(session.user(), Presence.INVISIBLE);
    }
    changed.put(session.user(), session.username());
  }

  /** As others see it: {@code INVISIBLE} is never given away. */
  public synchronized Presence of(UserId user) {
    Presence presence =
        connected.containsKey(user)
            ? chosen.getOrDefault(user, Presence.AVAILABLE)
            : Presence.OFFLINE;
    return presence == Presence.INVISIBLE ? Presence.OFFLINE : presence;
  }

  /** Sends one session everybody, in parts. */
  public void tellAll(Session session, Map<UserId, String> people) {
    inParts(people).forEach(session::push);
  }

  /** Tells every session what changed since the last call. */
  public void tellChanges() {
    Map<UserId, String> news;
    synchronized (this) {
      news = new LinkedHashMap<>(changed);
      changed.clear();
    }
    if (news.isEmpty()) {
      return;
    }
    List<ServerMessage.People> parts = inParts(news);
    for (Session session : sessions.all()) {
      if (session.hasRoom()) {
        parts.forEach(session::push);
      } else {
        session.whenDrained(() -> inParts(news).forEach(session::push));
      }
    }
  }

  private List<ServerMessage.People> inParts(Map<UserId, String> people) {
    List<ServerMessage.People> parts = new ArrayList<>();
    List<ServerMessage.Person> part = new ArrayList<>();
    for (Map.Entry<UserId, String> person : people.entrySet()) {
      part.add(new ServerMessage.Person(person.getKey(), person.getValue(), of(person.getKey())));
      if (part.size() == PEOPLE_IN_A_MESSAGE) {
        parts.add(new ServerMessage.People(List.copyOf(part)));
        part.clear();
      }
    }
    if (!part.isEmpty()) {
      parts.add(new ServerMessage.People(List.copyOf(part)));
    }
    return parts;
  }
}
