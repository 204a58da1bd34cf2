package keyturn.desktop.trust;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import keyturn.client.CertificateFacts;
import keyturn.client.ClientEvent.ServerUntrusted;
import keyturn.client.SafeText;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;

/** The one decision about trust: this server's key, for the first time or changed. */
public final class TrustViewModel {
  /** A line of what is known about the server: label and value. */
  public record Fact(String label, String value) {}

  /**
   * What the page shows.
   *
   * @param oldWords empty on first contact
   * @param fingerprint of the key presented now
   */
  public record Question(
      boolean changed,
      String server,
      List<Fact> facts,
      String words,
      Optional<String> oldWords,
      String fingerprint) {
    public Question {
      facts = List.copyOf(facts);
    }
  }

  private final Connection connection;
  private final Clock clock;
  private final ReadOnlyObjectWrapper<Optional<Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty compared = new SimpleBooleanProperty();
  private final StringProperty typedServer = new SimpleStringProperty("");
  private final BooleanBinding acceptable =
      Bindings.createBooleanBinding(this::isAcceptable, question, compared, typedServer);
  private Optional<Fingerprint> presented = Optional.empty();

  public TrustViewModel(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  public void ask(ServerUntrusted event) {
    presented = Optional.of(event.presented());
    compared.set(false);
    typedServer.set("");
    question.set(
        Optional.of(
            new Question(
                event.pinned().isPresent(),
                event.server(),
                facts(event),
                words(event.presented()),
                event.pinned().map(TrustViewModel::words),
                event.presented().toString())));
  }

  /** Does nothing while {@link #acceptableProperty} is false. */
  public void accept() {
    if (acceptable.get()) {
      presented.ifPresent(key -> connection.client().ifPresent(client -> client.trust(key)));
      clear();
    }
  }

  public void refuse() {
    if (question.get().isPresent()) {
      connection.client().ifPresent(client -> client.refuseTrust());
      clear();
    }
  }

  /** There is nothing to decide any more. */
  public void clear() {
    presented = Optional.empty();
    question.set(Optional.empty());
  }

  public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Ticked by who has compared the words; counts on first contact. */
  public BooleanProperty comparedProperty() {
    return compared;
  }

  /** The server's name as typed by who wants to replace a key. */
  public StringProperty typedServerProperty() {
    return typedServer;
  }

  public BooleanBinding acceptableProperty() {
    return acceptable;
  }

  private boolean isAcceptable() {
    return question
        .get()
        .map(asked -> asked.changed() ? serverTyped(asked.server()) : compared.get())
        .orElse(false);
  }

  private boolean serverTyped(String server) {
    String typed = typedServer.get().strip();
    String host = server.substring(0, Math.max(0, server.lastIndexOf(':')));
    return typed.equalsIgnoreCase(server) || (!host.isEmpty() && typed.equalsIgnoreCase(host));
  }

  private List<Fact> facts(ServerUntrusted event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(Texts.of("trust.server"), event.server()));
    event
        .certificate()
        .ifPresent(
            shown -> {
              facts.add(new Fact(Texts.of("trust.certificate"), line(shown.subject())));
              facts.add(new Fact(Texts.of("trust.issuer"), issuer(shown)));
              facts.add(
                  new Fact(
                      Texts.of("trust.valid"),
                      Texts.of("trust.from-to", date(shown.notBefore()), date(shown.notAfter()))));
            });
    return facts;
  }

  private static String issuer(CertificateFacts shown) {
    return shown.issuer().equals(shown.subject())
        ? Texts.of("trust.self-signed")
        : line(shown.issuer());
  }

  private static String line(String distinguishedName) {
    String text = SafeText.line(distinguishedName);
    return text.startsWith("CN=") && !text.contains(",") ? text.substring(3) : text;
  }

  private String date(Instant at) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(Locale.getDefault(Locale.Category.FORMAT))
        .format(at.atZone(clock.getZone()));
  }

  private static String words(Fingerprint fingerprint) {
    return String.join("  ", fingerprint.words());
  }
}
