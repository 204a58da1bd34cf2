package keyturn.client.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.Trouble;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;

/** Another password for the account and the vault; one change at a time. */
final class PasswordChange {
  private final Consumer<ClientEvent> events;
  private final CurrentStay current;
  private Optional<char[]> pending = Optional.empty();

  PasswordChange(Consumer<ClientEvent> events, CurrentStay current) {
    this.events = events;
    this.current = current;
  }

  /** Whether the server's next refusal may be about this. */
  boolean isPending() {
    return pending.isPresent();
  }

  /** Both are taken over. */
  void start(char[] old, char[] replacement) {
    if (!current.isOnline() || pending.isPresent()) {
      Arrays.fill(old, '\0');
      Arrays.fill(replacement, '\0');
      events.accept(Trouble.NOT_SIGNED_IN.problem());
      return;
    }
    Desk desk = current.get().orElseThrow().desk;
    pending = Optional.of(replacement);
    char[] forVault = replacement.clone();
    // The vault first: whatever happens in between, one of the two passwords opens both.
    desk.withVault(
        vault -> {
          try {
            vault.addPassword(forVault);
          } finally {
            Arrays.fill(forVault, '\0');
          }
          return Boolean.TRUE;
        },
        done -> {
          send(desk, old, replacement);
          Arrays.fill(old, '\0');
        },
        failure -> {
          wipe();
          Arrays.fill(old, '\0');
          events.accept(Trouble.VAULT_FAILED.problem());
        });
  }

  private void send(Desk desk, char[] old, char[] replacement) {
    if (pending.filter(still -> still == replacement).isEmpty()) {
      events.accept(Trouble.SERVER_UNREACHABLE.problem());
      return;
    }
    try {
      desk.send(
          new ClientMessage.ChangePassword(
              new Password(new String(old)), new Password(new String(replacement))));
    } catch (IllegalArgumentException e) {
      refused(Reason.PASSWORD_NOT_ALLOWED);
    }
  }

  void refused(Reason reason) {
    wipe();
    current.ifPresent(stay -> stay.desk.write(vault -> vault.dropNewestPassword()));
    events.accept(new Problem(Trouble.reason(reason), Refusals.text(reason), Optional.empty()));
  }

  void changed(ServerMessage.PasswordChanged message) {
    wipe();
    current.ifPresent(
        stay -> {
          stay.desk.write(vault -> vault.keepNewestPassword());
          stay.keepToken(message.next());
          events.accept(new ClientEvent.PasswordChanged());
        });
  }

  /** Forgets the change that is under way, if one is. */
  void wipe() {
    pending.ifPresent(password -> Arrays.fill(password, '\0'));
    pending = Optional.empty();
  }
}
