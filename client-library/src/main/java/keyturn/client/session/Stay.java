package keyturn.client.session;

import java.util.Optional;
import keyturn.client.link.Link;
import keyturn.client.vault.VaultAccount;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Token;

/** What exists from the first sign-in to the sign-out: the desk, who works at it, the account. */
final class Stay {
  final Desk desk;
  final Receiving receiving;
  final Sending sending;
  final Receipts receipts;
  final Conversing conversing;
  private VaultAccount account;
  private Optional<Token> token;

  Stay(Desk desk, VaultAccount account) {
    this.desk = desk;
    this.receiving = new Receiving(desk);
    this.sending = new Sending(desk, receiving);
    this.receipts = new Receipts(desk, receiving);
    this.conversing = new Conversing(desk, sending);
    this.account = account;
    this.token = account.token();
  }

  VaultAccount account() {
    return account;
  }

  boolean canResume() {
    return token.isPresent();
  }

  void resume(Link link) {
    token.ifPresent(newest -> link.send(new ClientMessage.Resume(account.device(), newest)));
  }

  /** The next token is used only when it is on disk; until then the server takes the last one. */
  void keep(VaultAccount next) {
    desk.withVault(
        vault -> {
          vault.saveAccount(next);
          return next;
        },
        saved -> {
          account = saved;
          token = saved.token();
        });
  }

  void keepToken(Token next) {
    keep(accountWith(Optional.of(next)));
  }

  void forgetToken() {
    token = Optional.empty();
    VaultAccount without = accountWith(Optional.empty());
    desk.write(vault -> vault.saveAccount(without));
  }

  private VaultAccount accountWith(Optional<Token> other) {
    return new VaultAccount(
        account.user(), account.username(), account.device(), account.server(), other);
  }

  void pump() {
    desk.conversations.values().forEach(sending::pump);
  }

  void eraseOldKeys() {
    long now = desk.parts.loop().nanoTime();
    desk.conversations.values().forEach(one -> one.keys.eraseOld(now));
  }
}
