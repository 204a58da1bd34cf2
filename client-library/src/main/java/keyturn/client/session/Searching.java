package keyturn.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.SearchText;
import keyturn.client.StoredMessage;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultPage;
import keyturn.protocol.id.ConversationId;

/**
 * Looks through the texts of the vault, newest first. There is no index in plaintext, so each is
 * opened and compared, page by page: between two pages other work has its turn.
 */
final class Searching {
  private static final int PAGE_MESSAGES = 500;

  private final Desk desk;
  private final Optional<ConversationId> in;
  private final SearchText wanted;
  private final int limit;
  private final CompletableFuture<List<StoredMessage>> result;
  private final List<StoredMessage> found = new ArrayList<>();

  /**
   * @param result completed on the loop, unless it is cancelled first: then the search ends
   */
  Searching(
      Desk desk,
      Optional<ConversationId> in,
      SearchText wanted,
      int limit,
      CompletableFuture<List<StoredMessage>> result) {
    this.desk = desk;
    this.in = in;
    this.wanted = wanted;
    this.limit = limit;
    this.result = result;
  }

  void start() {
    next(Long.MAX_VALUE);
  }

  private void next(long beforePosition) {
    if (result.isDone()) {
      return;
    }
    desk.withVault(
        vault -> matching(vault.page(in, beforePosition, PAGE_MESSAGES)),
        this::take,
        result::completeExceptionally);
  }

  /** On the vault's thread: folding text is work too. */
  private VaultPage matching(VaultPage page) {
    return new VaultPage(
        page.messages().stream().filter(m -> m.text().filter(wanted::isIn).isPresent()).toList(),
        page.next());
  }

  private void take(VaultPage page) {
    for (VaultMessage message : page.messages()) {
      if (found.size() < limit) {
        desk.conversation(message.conversation())
            .ifPresent(conversation -> found.add(conversation.show(message, desk.self())));
      }
    }
    if (found.size() >= limit || page.next() == 0) {
      result.complete(List.copyOf(found));
    } else {
      next(page.next());
    }
  }
}
