package keyturn.client.vault;

import java.util.List;

/**
 * Some of the messages of a vault, newest first.
 *
 * @param next where the next page begins; 0 if this is the last
 */
public record VaultPage(List<VaultMessage> messages, long next) {
  public VaultPage {
    messages = List.copyOf(messages);
  }
}
