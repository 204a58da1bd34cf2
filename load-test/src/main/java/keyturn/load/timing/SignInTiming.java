package keyturn.load.timing;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import keyturn.load.raw.RawServer;
import keyturn.load.raw.RawTunnel;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.ServerMessage;

/** Times refused sign-ins of each kind, mixed by a seed, one after the other. */
public final class SignInTiming {
  /** A connection is closed after its fifth. */
  private static final int PER_CONNECTION = 4;

  private static final int WARM_UP = 12;

  private final RawServer server;
  private final Names names;
  private final SecureRandom random;

  /**
   * Whose names are tried.
   *
   * @param known an account
   * @param disabled an account that is disabled
   * @param password of both
   */
  public record Names(String known, String disabled, String password) {
    @Override
    public String toString() {
      return "Names[known=%s, disabled=%s]".formatted(known, disabled);
    }
  }

  public SignInTiming(RawServer server, Names names, SecureRandom random) {
    this.server = server;
    this.names = names;
    this.random = random;
  }

  /** From the record that leaves to the refusal that is here, in milliseconds. */
  public Map<Attempt, Samples> measure(int each, long seed) throws IOException {
    List<Attempt> order = new ArrayList<>();
    for (Attempt attempt : Attempt.values()) {
      order.addAll(Collections.nCopies(each, attempt));
    }
    Collections.shuffle(order, new Random(seed));
    order.addAll(0, order.subList(0, Math.min(WARM_UP, order.size())).stream().toList());
    Map<Attempt, List<Double>> times = new EnumMap<>(Attempt.class);
    for (int from = 0; from < order.size(); from += PER_CONNECTION) {
      int to = Math.min(order.size(), from + PER_CONNECTION);
      try (RawTunnel tunnel = RawTunnel.open(server, InetAddress.getLoopbackAddress(), random)) {
        for (int i = from; i < to; i++) {
          double millis = time(tunnel, order.get(i));
          if (i >= WARM_UP) {
            times.computeIfAbsent(order.get(i), its -> new ArrayList<>()).add(millis);
          }
        }
      }
    }
    Map<Attempt, Samples> samples = new EnumMap<>(Attempt.class);
    times.forEach(
        (attempt, all) ->
            samples.put(
                attempt, Samples.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return samples;
  }

  private double time(RawTunnel tunnel, Attempt attempt) throws IOException {
    // All names and passwords are of one length: a longer record would take longer.
    String figures = "%08x".formatted(random.nextInt());
    String wrong = names.password().substring(8) + figures;
    ClientMessage.SignIn message =
        switch (attempt) {
          case WRONG_PASSWORD -> signIn(names.known(), wrong);
          case UNKNOWN_NAME ->
              signIn(names.known().substring(0, names.known().length() - 8) + figures, wrong);
          case DISABLED -> signIn(names.disabled(), wrong);
          case DISABLED_RIGHT -> signIn(names.disabled(), names.password());
        };
    long begun = System.nanoTime();
    tunnel.send(message);
    var unused = tunnel.await(ServerMessage.SignInRefused.class);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static ClientMessage.SignIn signIn(String name, String password) {
    return new ClientMessage.SignIn(name, new Password(password), Optional.empty(), "timing");
  }
}
