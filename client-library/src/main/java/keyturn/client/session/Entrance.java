package keyturn.client.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.LinkLoss;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.vault.VaultAccount;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;

/** The way in and out: with a password, with a resume token on every reconnect, the sign-out. */
final class Entrance {
  /** The server closes a connection on which nobody signs in; we go before. */
  private static final Duration PARK_AFTER = Duration.ofSeconds(8);

  private static final Duration BUSY = Duration.ofSeconds(1);

  private final SessionParts parts;
  private final Link link;
  private final Contact contact;
  private final CurrentStay current;
  private final Wishes wishes;
  private final Consumer<Contact.Heard> listener;
  private Optional<SigningIn> signingIn = Optional.empty();
  private Optional<Agreeing> agreeing = Optional.empty();

  /**
   * @param listener is given what came while the vault was made ready
   */
  Entrance(
      SessionParts parts,
      Link link,
      Contact contact,
      CurrentStay current,
      Wishes wishes,
      Consumer<Contact.Heard> listener) {
    this.parts = parts;
    this.link = link;
    this.contact = contact;
    this.current = current;
    this.wishes = wishes;
    this.listener = listener;
  }

  void signIn(Credentials credentials) {
    if (current.isOnline()) {
      credentials.close();
      parts
          .events()
          .accept(
              new Problem(
                  Trouble.reason(Reason.NOT_ALLOWED),
                  "Somebody is signed in already.",
                  Optional.empty()));
      return;
    }
    giveUp();
    current.end();
    SigningIn next = new SigningIn(parts, link, credentials, new Outcome());
    signingIn = Optional.of(next);
    next.start(contact::welcomedBy);
    link.tryNow();
  }

  /** Takes {@code old} over. */
  void openOldVault(char[] old) {
    if (signingIn.filter(one -> one.openOldVault(old)).isEmpty()) {
      Arrays.fill(old, '\0');
    }
  }

  void beginNewVault() {
    signingIn.ifPresent(SigningIn::beginNewVault);
  }

  /** The vault stays, without a token. */
  void signOut() {
    giveUp();
    signingIn = Optional.empty();
    current.ifPresent(
        stay -> {
          stay.desk.send(new ClientMessage.SignOut());
          stay.forgetToken();
        });
    current.end();
    wishes.signedOut();
    link.setWanted(false);
    // The server closes the connection when it has read this; if it does not, we do.
    parts.loop().schedule(BUSY, this::ended);
  }

  private void ended() {
    if (current.get().isEmpty() && signingIn.isEmpty()) {
      link.end(LinkState.End.SIGNED_OUT, "Signed out.");
    }
  }

  /** Ends a sign-in that is under way. */
  void giveUp() {
    stopAgreeing();
    signingIn.ifPresent(SigningIn::giveUp);
  }

  /** Connects now; also after an end that only the user may undo. */
  void tryNow() {
    if (current.get().filter(Stay::canResume).isPresent()) {
      link.setWanted(true);
    }
    link.tryNow();
  }

  /** Whether what the server says is about a session that is not ready to hear it. */
  boolean isGettingReady() {
    return agreeing.isPresent() || signingIn.filter(SigningIn::isMakingVault).isPresent();
  }

  void onDisconnected() {
    stopAgreeing();
    signingIn.ifPresent(SigningIn::onDisconnected);
    current.ifPresent(stay -> stay.desk.offline());
  }

  void onSessionEnded(CloseCode code) {
    link.setWanted(false);
    if (code.next() == CloseCode.Next.SIGN_IN_ANEW) {
      current.ifPresent(Stay::forgetToken);
    }
  }

  void onWelcome(ServerMessage.Welcome message) {
    contact.welcomed();
    parts
        .events()
        .accept(new ClientEvent.Welcomed(message.registration(), message.minPasswordCharacters()));
    if (signingIn.isPresent()) {
      contact.server().ifPresent(signingIn.get()::welcomed);
    } else if (current.get().filter(Stay::canResume).isPresent()) {
      current.ifPresent(stay -> stay.resume(link));
    } else {
      parkLater();
    }
  }

  void onSignedIn(ServerMessage.SignedIn message) {
    contact.signedIn();
    if (signingIn.isPresent()) {
      contact.server().ifPresent(server -> signingIn.get().onSignedIn(message, server));
      return;
    }
    current.ifPresent(stay -> resumed(stay, message));
  }

  private void resumed(Stay stay, ServerMessage.SignedIn message) {
    stay.keep(
        new VaultAccount(
            message.user(),
            message.username(),
            message.device(),
            contact.server().orElse(stay.account().server()),
            Optional.of(message.next())));
    agree(stay, self(message), message.suites());
  }

  private void agree(Stay stay, Self self, List<CipherSuite> suites) {
    stopAgreeing();
    Agreeing next =
        new Agreeing(
            stay.desk,
            self,
            stay.sending,
            () -> {
              agreeing = Optional.empty();
              online(stay, self, suites);
            });
    agreeing = Optional.of(next);
    next.start();
  }

  private void stopAgreeing() {
    agreeing.ifPresent(Agreeing::giveUp);
    agreeing = Optional.empty();
  }

  void onAgreed(ServerMessage.Agreed message) {
    agreeing.ifPresentOrElse(one -> one.on(message), link::broken);
  }

  void onRefused(ServerMessage.SignInRefused message) {
    if (signingIn.isPresent()) {
      contact.server().ifPresent(server -> signingIn.get().onRefused(message, server));
      return;
    }
    if (message.reason() != Reason.TOKEN_REFUSED) {
      Duration wait = Duration.ofMillis(message.retryAfterMillis());
      link.reconnect(wait.compareTo(BUSY) < 0 ? BUSY : wait, LinkLoss.BUSY);
      return;
    }
    current.ifPresent(Stay::forgetToken);
    link.setWanted(false);
    parts.events().accept(new ClientEvent.SignInRefused(message.reason(), Duration.ZERO));
    parkLater();
  }

  private void parkLater() {
    parts.loop().schedule(PARK_AFTER, link::park);
  }

  private static Self self(ServerMessage.SignedIn message) {
    return new Self(message.user(), message.username(), message.device(), message.connection());
  }

  private void online(Stay stay, Self self, List<CipherSuite> suites) {
    stay.desk.online(self);
    parts
        .events()
        .accept(new ClientEvent.SignedIn(self.user(), self.name(), self.device(), suites));
    stay.desk.conversations.values().forEach(stay.desk::show);
    wishes.repeat(stay.desk);
    stay.receiving.online();
    stay.receipts.online();
    contact.takeHeld().forEach(listener);
    stay.pump();
  }

  /** Deals with the end of a sign-in. */
  private final class Outcome implements SigningIn.Outcome {
    @Override
    public void signedIn(ServerMessage.SignedIn message, VaultAccount account, Opened opened) {
      signingIn = Optional.empty();
      Self self = self(message);
      Stay stay = new Stay(new Desk(parts, link, opened.vault(), self), account);
      opened.fill(stay.desk);
      current.begin(stay);
      if (contact.welcomedBy().isEmpty()) {
        return;
      }
      if (contact.isSignedIn()) {
        agree(stay, self, message.suites());
      } else {
        stay.resume(link);
      }
    }

    @Override
    public void asks(ClientEvent.VaultQuestion question) {
      parts.events().accept(question);
    }

    @Override
    public void again(Credentials credentials) {
      // The vault's own device signs in now, not the one that was made for this sign-in.
      if (contact.isSignedIn()) {
        link.send(new ClientMessage.SignOut());
      }
      SigningIn next = new SigningIn(parts, link, credentials, this);
      signingIn = Optional.of(next);
      next.start(Optional::empty);
      link.reconnect(Duration.ZERO, LinkLoss.SIGNING_IN_AGAIN);
    }

    @Override
    public void given(Problem problem) {
      parts.events().accept(problem);
    }

    @Override
    public void refused(ClientEvent.SignInRefused refusal) {
      giveUp();
      signingIn = Optional.empty();
      link.setWanted(false);
      parts.events().accept(refusal);
      parkLater();
    }
  }
}
