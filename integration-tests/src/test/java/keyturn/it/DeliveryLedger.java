package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.protocol.id.MessageId;

/**
 * What one person was told about own messages against what another was shown: nothing acknowledged
 * is lost, nothing is shown twice, the order is the sender's.
 *
 * @param sent the sender's own messages in the order of writing, in their latest state
 * @param shown what the recipient was shown, in that order
 */
record DeliveryLedger(List<StoredMessage> sent, List<StoredMessage> shown) {

  void check() {
    nothingAcknowledgedIsLost();
    nothingIsShownTwice();
    orderIsKept();
    nothingFailedIsShown();
  }

  private void nothingAcknowledgedIsLost() {
    Set<MessageId> here = shown.stream().map(StoredMessage::id).collect(Collectors.toSet());
    List<MessageId> lost =
        sent.stream()
            .filter(message -> message.sequence().isPresent())
            .map(StoredMessage::id)
            .filter(id -> !here.contains(id))
            .toList();
    assertEquals(List.of(), lost, "acknowledged and never shown");
  }

  private void nothingIsShownTwice() {
    Set<Optional<String>> texts = new HashSet<>();
    Set<Long> sequences = new HashSet<>();
    for (StoredMessage message : shown) {
      assertTrue(message.text().isPresent(), "readable: " + message);
      assertTrue(texts.add(message.text()), "shown twice: " + message);
      assertTrue(sequences.add(message.sequence().orElseThrow()), "same place: " + message);
    }
  }

  private void orderIsKept() {
    List<Long> sequences = shown.stream().map(message -> message.sequence().orElseThrow()).toList();
    assertEquals(List.copyOf(new TreeSet<>(sequences)), sequences, "order at the recipient");
    Set<MessageId> here = shown.stream().map(StoredMessage::id).collect(Collectors.toSet());
    assertEquals(
        sent.stream().map(StoredMessage::id).filter(here::contains).toList(),
        shown.stream().map(StoredMessage::id).toList(),
        "order of the sender");
  }

  private void nothingFailedIsShown() {
    Set<MessageId> failed =
        sent.stream()
            .filter(message -> message.state() == DeliveryState.NOT_DELIVERED)
            .map(StoredMessage::id)
            .collect(Collectors.toSet());
    assertTrue(
        shown.stream().noneMatch(message -> failed.contains(message.id())),
        "said to have failed, and shown");
  }
}
