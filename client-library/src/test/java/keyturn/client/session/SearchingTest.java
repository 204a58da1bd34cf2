package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ClientEvent;
import keyturn.client.SearchText;
import keyturn.client.StoredMessage;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.Test;

class SearchingTest {
  private final Stage stage = new Stage().signedIn();

  private CompletableFuture<List<StoredMessage>> search(
      Optional<ConversationId> in, String text, int limit) {
    CompletableFuture<List<StoredMessage>> result = new CompletableFuture<>();
    stage.session.search(in, new SearchText(text), limit, result);
    stage.loop.run();
    return result;
  }

  private void hear(int messages) {
    stage.sayKey(1, 30_000);
    for (int sequence = 1; sequence <= messages; sequence++) {
      stage.server.say(Stage.fromBob(sequence, 1, "number " + sequence + (sequence % 2)));
    }
    stage.loop.run();
  }

  @Test
  void findsTheNewestFirstAndNoMoreThanAsked() {
    hear(30);
    assertEquals(
        List.of("number 291", "number 271"),
        search(Optional.empty(), "NUMBER 2", 20).join().stream()
            .flatMap(m -> m.text().stream())
            .filter(text -> text.endsWith("1"))
            .limit(2)
            .toList());
    assertEquals(3, search(Optional.of(Stage.TALK), "number", 3).join().size());
  }

  @Test
  void findsNothingElsewhereAndNothingForNothing() {
    hear(3);
    assertEquals(List.of(), search(Optional.of(new ConversationId(7)), "number", 9).join());
    assertEquals(List.of(), search(Optional.empty(), "  ", 9).join());
  }

  @Test
  void looksThroughMoreThanOnePage() {
    hear(1_203);
    assertEquals(
        1,
        search(Optional.empty(), "number 11", 900).join().stream()
            .filter(m -> m.sequence().orElse(0) == 1)
            .count());
  }

  @Test
  void aCancelledSearchEnds() {
    hear(3);
    stage.holdVault = true;
    CompletableFuture<List<StoredMessage>> result = search(Optional.empty(), "number", 9);
    assertFalse(result.isDone());
    result.cancel(false);
    stage.heldVaultWork.forEach(Runnable::run);
    stage.loop.run();
    assertTrue(result.isCancelled());
  }

  @Test
  void draftsAreKeptAndForgotten() {
    stage.session.saveDraft(Stage.TALK, "half a sent");
    assertEquals(Map.of(Stage.TALK, "half a sent"), drafts());
    stage.session.saveDraft(Stage.TALK, "");
    assertEquals(Map.of(), drafts());
  }

  private Map<ConversationId, String> drafts() {
    CompletableFuture<Map<ConversationId, String>> result = new CompletableFuture<>();
    stage.session.drafts(result);
    stage.loop.run();
    return result.join();
  }

  @Test
  void aRefusedKeyIsToldWithItsConversation() {
    stage.say(new ServerMessage.Refused(0, Optional.of(Stage.TALK), Reason.NOT_A_MEMBER, 0));
    assertTrue(stage.events.contains(new ClientEvent.KeyRefused(Stage.TALK, Reason.NOT_A_MEMBER)));
  }
}
