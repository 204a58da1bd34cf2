package keyturn.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;

/** Everything a client reports, each a full statement of what it is about. */
public sealed interface ClientEvent {
  void dispatch(Handler handler);

  /** One method per event: an event nobody handles does not compile. */
  interface Handler {
    void onLinkChanged(LinkChanged event);

    void onServerUntrusted(ServerUntrusted event);

    void onWelcomed(Welcomed event);

    void onSignedIn(SignedIn event);

    void onSignInRefused(SignInRefused event);

    void onVaultQuestion(VaultQuestion event);

    void onPasswordChanged(PasswordChanged event);

    void onPersonChanged(PersonChanged event);

    void onConversationChanged(ConversationChanged event);

    void onKeyChanged(KeyChanged event);

    void onKeyRefused(KeyRefused event);

    void onMessageChanged(MessageChanged event);

    void onProblem(Problem event);
  }

  record LinkChanged(LinkState state) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onLinkChanged(this);
    }
  }

  /**
   * Nothing about the user has been sent. Answer with {@link KeyturnClient#trust} or {@link
   * KeyturnClient#refuseTrust}; until then no further try is made.
   *
   * @param server host:port
   * @param pinned what was trusted before; if present, the key has <em>changed</em>
   * @param certificate of the outer TLS, where there was one
   */
  record ServerUntrusted(
      String server,
      Fingerprint presented,
      Optional<Fingerprint> pinned,
      Optional<CertificateFacts> certificate)
      implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onServerUntrusted(this);
    }
  }

  /** What a stranger needs to know to sign in; after every connect. */
  record Welcomed(RegistrationPolicy registration, int minPasswordCharacters)
      implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onWelcomed(this);
    }
  }

  /**
   * Signed in; again after every reconnect. People and conversations follow.
   *
   * @param suites what conversations may use, the default first
   */
  record SignedIn(UserId user, String name, DeviceId device, List<CipherSuite> suites)
      implements ClientEvent {
    public SignedIn {
      suites = List.copyOf(suites);
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onSignedIn(this);
    }
  }

  /**
   * Nobody is signed in; the next step is {@link KeyturnClient#signIn} or {@link
   * KeyturnClient#register}. {@code TOKEN_REFUSED} means: ask for the password again.
   *
   * @param retryAfter zero if trying again at once is allowed
   */
  record SignInRefused(Reason reason, Duration retryAfter) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onSignInRefused(this);
    }
  }

  /**
   * The server takes the sign-in, but what this computer keeps of the account does not open. It
   * goes on with {@link KeyturnClient#openOldVault} or {@link KeyturnClient#beginNewVault}.
   *
   * @param why {@code VAULT_OTHER_PASSWORD} or {@code VAULT_DAMAGED}
   * @param wrongPasswords how many old ones were tried and did not open it
   */
  record VaultQuestion(Trouble why, int wrongPasswords) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onVaultQuestion(this);
    }
  }

  record PasswordChanged() implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onPasswordChanged(this);
    }
  }

  record PersonChanged(UserId user, String name, Presence presence) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onPersonChanged(this);
    }
  }

  record ConversationChanged(ConversationView conversation) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onConversationChanged(this);
    }
  }

  /**
   * The server turned the key.
   *
   * @param validFor how long it may still seal, from now
   */
  record KeyChanged(
      ConversationId conversation, String with, long epoch, CipherSuite suite, Duration validFor)
      implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onKeyChanged(this);
    }
  }

  /**
   * The server hands over no key of this conversation any more, until the next connection or until
   * it sends one unasked. What waits there stays. A {@link Problem} with the same reason follows.
   */
  record KeyRefused(ConversationId conversation, Reason reason) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onKeyRefused(this);
    }
  }

  /** A message is new, or its state has changed; received messages are on disk by then. */
  record MessageChanged(StoredMessage message) implements ClientEvent {
    @Override
    public void dispatch(Handler handler) {
      handler.onMessageChanged(this);
    }
  }

  /**
   * Something asked for did not work, or something must be known.
   *
   * @param reason for programs: lower case with hyphens, a {@link Reason} or a {@link Trouble}
   * @param text for people
   * @param conversation where it concerns one
   * @param person with whom a conversation could not be opened, as the name was given
   */
  record Problem(
      String reason, String text, Optional<ConversationId> conversation, Optional<String> person)
      implements ClientEvent {
    public Problem(String reason, String text, Optional<ConversationId> conversation) {
      this(reason, text, conversation, Optional.empty());
    }

    @Override
    public void dispatch(Handler handler) {
      handler.onProblem(this);
    }
  }
}
