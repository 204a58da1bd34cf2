package keyturn.load.client;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.link.ClientLoop;
import keyturn.client.link.Link;
import keyturn.client.link.Transport;
import keyturn.client.session.Session;
import keyturn.client.session.SessionParts;
import keyturn.client.session.VaultWork;
import keyturn.client.trust.InMemoryKnownServers;
import keyturn.client.trust.ServerTrust;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.Vaults;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SecretBytes;
import keyturn.load.target.Person;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.tunnel.ClientPolicy;

/** A person with the product's client, in memory. On the loop. */
public final class LoadUser implements AutoCloseable {
  /** What all people of a run share. */
  public record World(
      ClientLoop loop, Transport.Connector connector, Fingerprint server, SecureRandom random) {}

  private final World world;
  private final Person person;
  private final Session session;

  /**
   * Makes the client; {@link #signIn} connects.
   *
   * @param events hears everything, on the loop
   */
  public LoadUser(World world, Person person, Consumer<ClientEvent> events) {
    this.world = world;
    this.person = person;
    ServerTrust trust =
        new ServerTrust(
            "measured", new InMemoryKnownServers(), Optional.of(world.server()), Optional.empty());
    SessionParts parts =
        new SessionParts(
            world.loop(),
            Clock.systemUTC(),
            world.random(),
            events,
            new OneVault(new LoadVault(account())),
            new VaultWork(Runnable::run, world.loop()),
            "bench");
    Link.Parts link =
        new Link.Parts(
            world.loop(),
            Clock.systemUTC(),
            world.random(),
            world.connector(),
            ClientPolicy.standard(),
            () -> trust,
            Optional.empty());
    this.session =
        new Session(
            parts,
            owner -> new Link(link, owner),
            (identity, certificate) -> {
              throw new IllegalStateException("this is not the server with the given fingerprint");
            });
  }

  private Optional<VaultAccount> account() {
    return person
        .device()
        .map(
            device ->
                new VaultAccount(
                    device.user(),
                    person.name(),
                    device.id(),
                    world.server(),
                    Optional.of(device.token())));
  }

  public Person person() {
    return person;
  }

  /** Connects and signs in: with the resume token where there is one. */
  public void signIn() {
    session.start();
    session.signIn(person.name(), person.password().toCharArray());
  }

  public void open(String with, Optional<CipherSuite> suite) {
    session.open(with, suite);
  }

  public void watch(ConversationId conversation) {
    session.watch(conversation, true);
  }

  public void send(ConversationId conversation, String text) {
    session.send(conversation, MessageId.random(world.random()), text);
  }

  /** Goes, as a program does that is closed. */
  @Override
  public void close() {
    session.close();
  }

  private record OneVault(Vault vault) implements Vaults {
    @Override
    public Unlocking open(String username, char[] password) {
      return vault.account().isPresent() ? new Unlocking.Opened(vault) : new Unlocking.Absent();
    }

    @Override
    public Unlocking openKept(String username, SecretBytes secret) {
      return new Unlocking.Absent();
    }

    @Override
    public boolean rewrap(String username, char[] old, char[] replacement) {
      return false;
    }

    @Override
    public Vault create(String username, char[] password) {
      return vault;
    }
  }
}
