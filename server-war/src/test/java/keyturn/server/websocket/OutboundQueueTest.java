package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.Refused;
import keyturn.server.websocket.Transport.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
  private final StepExecutor threads = new StepExecutor();
  private final RecordingTransport transport = new RecordingTransport();
  private final PlainRecords records = new PlainRecords();
  private final SettableTime time = new SettableTime();
  private final List<String> events = new ArrayList<>();
  private final List<Runnable> gathering = new ArrayList<>();
  private final OutboundQueue queue =
      new OutboundQueue(
          transport,
          new Lane(threads, bug -> fail(bug)),
          threads,
          ConnectionLimits.STANDARD,
          time,
          gathering::add,
          code -> events.add("closed"));

  @Nested
  class Writing {
    @Test
    void keepsOneFrameInFlightAndSendsTheRestInOrder() {
      queue.establish(records);
      push(1, 2);
      threads.runAll();
      push(3, 4);
      threads.runAll();
      assertEquals(List.of(List.of(1L, 2L)), sent());
      leave();
      assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L)), sent());
    }

    @Test
    void putsWhatDoesNotFitIntoTheNextRecord() {
      queue.establish(records);
      for (int i = 1; i <= 12; i++) {
        push(i);
      }
      threads.runAll();
      leave();
      assertEquals(10, sent().get(0).size());
      assertEquals(List.of(11L, 12L), sent().get(1));
    }

    @Test
    void sealsNothingBeforeTheTunnelHoldsButSendsTheHandshake() {
      push(1);
      queue.sendHandshake(List.of(Bytes.of((byte) 7), Bytes.of((byte) 8)));
      threads.runAll();
      leave();
      leave();
      assertEquals(List.of(Bytes.of((byte) 7), Bytes.of((byte) 8)), transport.frames);
      queue.establish(records);
      threads.runAll();
      assertEquals(List.of(List.of(1L)), sent());
    }

    @Test
    void makesLateMessagesWhenTheirRecordIsWritten() {
      queue.establish(records);
      push(1);
      threads.runAll();
      long[] age = {0};
      queue.pushLate(50, () -> message(100 + age[0]));
      threads.runAll();
      age[0] = 9;
      leave();
      assertEquals(List.of(109L), sent().get(1));
    }

    @Test
    void remakesALateMessageThatHadToWaitForTheNextRecord() {
      queue.establish(records);
      for (int i = 1; i <= PlainRecords.MAX_MESSAGES; i++) {
        push(i);
      }
      long[] age = {0};
      queue.pushLate(50, () -> message(100 + age[0]));
      threads.runAll();
      age[0] = 9;
      leave();
      assertEquals(List.of(109L), sent().get(1));
    }

    @Test
    void whatMayWaitGoesWithTheNextThatMayNot() {
      queue.establish(records);
      queue.pushInCompany(message(1));
      queue.pushInCompany(message(2));
      threads.runAll();
      assertTrue(sent().isEmpty());
      push(3);
      threads.runAll();
      assertEquals(List.of(List.of(1L, 2L, 3L)), sent());
    }

    @Test
    void whatMayWaitGoesAloneWhenTheMomentIsOver() {
      queue.establish(records);
      queue.pushInCompany(message(1));
      queue.wake();
      threads.runAll();
      assertTrue(sent().isEmpty());
      assertEquals(1, gathering.size());
      gathering.remove(0).run();
      threads.runAll();
      assertEquals(List.of(List.of(1L)), sent());
      leave();
      queue.pushInCompany(message(2));
      assertEquals(1, gathering.size());
    }

    @Test
    void aMomentThatIsOverAfterAllHasGoneSendsNothing() {
      queue.establish(records);
      queue.pushInCompany(message(1));
      push(2);
      threads.runAll();
      leave();
      gathering.remove(0).run();
      queue.pushInCompany(message(3));
      threads.runAll();
      assertEquals(List.of(List.of(1L, 2L)), sent());
    }

    @Test
    void manyThatMayWaitDoNot() {
      queue.establish(records);
      for (int i = 1; i <= 16; i++) {
        queue.pushInCompany(message(i));
      }
      threads.runAll();
      assertEquals(PlainRecords.MAX_MESSAGES, sent().get(0).size());
    }

    @Test
    void whatMayWaitIsSentBeforeAnOrderlyEnd() {
      queue.establish(records);
      queue.pushInCompany(message(1));
      queue.finish(CloseCode.GOING_AWAY);
      threads.runAll();
      leave();
      assertEquals(List.of(List.of(1L)), sent());
      assertEquals(List.of(CloseCode.GOING_AWAY), transport.closes);
    }

    @Test
    void sendsControlRecordsBeforeMessages() {
      queue.establish(records);
      records.controls.add(new byte[] {99});
      push(1);
      threads.runAll();
      assertEquals(Bytes.of((byte) 99), transport.frames.get(0));
      assertTrue(sent().isEmpty());
      leave();
      assertEquals(List.of(List.of(1L)), sent());
    }

    @Test
    void sealsNothingWhileARefreshMustComeFirst() {
      queue.establish(records);
      records.waiting = true;
      push(1);
      threads.runAll();
      assertTrue(transport.frames.isEmpty());
      records.controls.add(new byte[] {99});
      queue.wake();
      threads.runAll();
      assertEquals(1, transport.frames.size());
      records.waiting = false;
      leave();
      assertEquals(List.of(List.of(1L)), sent());
    }
  }

  @Nested
  class Bounds {
    @Test
    void hasNoRoomBeyondAHundredMessages() {
      for (int i = 0; i < 99; i++) {
        push(i);
      }
      assertTrue(queue.hasRoom());
      push(99);
      assertFalse(queue.hasRoom());
    }

    @Test
    void hasNoRoomBeyondTheBytesThatLateMessagesAnnounce() {
      queue.pushLate(256 * 1024, () -> message(1));
      assertFalse(queue.hasRoom());
    }

    @Test
    void hasRoomAgainWhenTheQueueWasSent() {
      queue.establish(records);
      queue.pushLate(256 * 1024, () -> message(1));
      threads.runAll();
      assertTrue(queue.hasRoom());
    }

    @Test
    void takesAnswersBeyondTheRoomForDeliveries() {
      for (int i = 1; i <= 150; i++) {
        push(i);
      }
      queue.establish(records);
      threads.runAll();
      while (transport.busy()) {
        leave();
      }
      assertEquals(150, sent().stream().mapToInt(List::size).sum());
    }

    @Test
    void closesAPeerThatAsksWithoutEverReading() {
      for (int i = 0; i <= ConnectionLimits.STANDARD.mostMessages(); i++) {
        push(i);
      }
      threads.runAll();
      assertEquals(List.of(CloseCode.TOO_SLOW), transport.closes);
    }

    @Test
    void closesASlowReaderThoughItsFrameNeverComesBack() {
      queue.establish(records);
      push(1);
      threads.runAll();
      time.pass(Duration.ofSeconds(10));
      queue.tick();
      assertTrue(transport.closes.isEmpty());
      time.pass(Duration.ofMillis(1));
      queue.tick();
      assertEquals(List.of(CloseCode.TOO_SLOW), transport.closes);
      assertEquals(List.of("closed"), events);
    }

    @Test
    void countsTheSlowReadersTimeForEachFrameAnew() {
      queue.establish(records);
      for (int i = 0; i < 5; i++) {
        push(i);
        threads.runAll();
        time.pass(Duration.ofSeconds(9));
        queue.tick();
        leave();
      }
      assertTrue(transport.closes.isEmpty());
    }

    @Test
    void mindsNoSilenceWhileNothingIsInFlight() {
      queue.establish(records);
      time.pass(Duration.ofHours(1));
      queue.tick();
      assertTrue(transport.closes.isEmpty());
    }
  }

  @Nested
  class Drained {
    @Test
    void tellsOnceWhenTheQueueIsEmptyAgain() {
      push(1);
      queue.whenDrained(() -> events.add("drained"));
      threads.runAll();
      assertTrue(events.isEmpty());
      queue.establish(records);
      threads.runAll();
      push(2);
      leave();
      assertEquals(List.of("drained"), events);
    }

    @Test
    void tellsAtOnceWhenTheQueueIsEmptyAlready() {
      queue.whenDrained(() -> events.add("drained"));
      threads.runAll();
      assertEquals(List.of("drained"), events);
    }

    @Test
    void isForgottenWithTheConnection() {
      push(1);
      queue.whenDrained(() -> events.add("drained"));
      queue.abort(CloseCode.MALFORMED);
      threads.runAll();
      assertEquals(List.of("closed"), events);
    }
  }

  @Nested
  class Closing {
    @Test
    void finishSendsWhatWaitsAndThenCloses() {
      queue.establish(records);
      push(1);
      threads.runAll();
      push(2);
      queue.finish(CloseCode.SESSION_ENDED);
      push(3);
      threads.runAll();
      leave();
      assertTrue(transport.closes.isEmpty());
      leave();
      assertEquals(List.of(List.of(1L), List.of(2L)), sent());
      assertEquals(List.of(CloseCode.SESSION_ENDED), transport.closes);
    }

    @Test
    void finishWithoutATunnelSendsTheAlertAndCloses() {
      queue.sendHandshake(List.of(Bytes.of((byte) 4)));
      queue.finish(CloseCode.MALFORMED);
      threads.runAll();
      leave();
      assertEquals(1, transport.frames.size());
      assertEquals(List.of(CloseCode.MALFORMED), transport.closes);
    }

    @Test
    void abortDropsWhatWaitsAndClosesBehindTheFrameInFlight() {
      queue.establish(records);
      push(1);
      threads.runAll();
      push(2);
      queue.abort(CloseCode.MALFORMED);
      threads.runAll();
      assertTrue(transport.closes.isEmpty());
      leave();
      assertEquals(List.of(List.of(1L)), sent());
      assertEquals(List.of(CloseCode.MALFORMED), transport.closes);
    }

    @Test
    void aFrameThatNeverLeavesDelaysACloseByTwoSecondsAtMost() {
      queue.establish(records);
      push(1);
      threads.runAll();
      queue.abort(CloseCode.MALFORMED);
      threads.runAll();
      time.pass(Duration.ofMillis(2001));
      queue.tick();
      assertEquals(List.of(CloseCode.MALFORMED), transport.closes);
      leave();
      assertEquals(1, transport.closes.size());
    }

    @Test
    void closesWhenASendFailed() {
      queue.establish(records);
      push(1);
      threads.runAll();
      push(2);
      transport.complete(Outcome.FAILED);
      threads.runAll();
      assertEquals(1, transport.frames.size());
      assertEquals(1, transport.closes.size());
      assertEquals(List.of("closed"), events);
    }

    @Test
    void theFirstAbortGivesTheCode() {
      queue.abort(CloseCode.MALFORMED);
      queue.abort(CloseCode.TOO_SLOW);
      queue.finish(CloseCode.GOING_AWAY);
      threads.runAll();
      assertEquals(List.of(CloseCode.MALFORMED), transport.closes);
    }

    @Test
    void anAbandonedQueueTouchesTheSocketNoMore() {
      queue.establish(records);
      push(1);
      queue.abandon();
      push(2);
      queue.abort(CloseCode.MALFORMED);
      time.pass(Duration.ofHours(1));
      queue.tick();
      threads.runAll();
      assertTrue(transport.frames.isEmpty());
      assertTrue(transport.closes.isEmpty());
    }
  }

  private void push(long... numbers) {
    for (long number : numbers) {
      queue.push(message(number));
    }
  }

  private void leave() {
    transport.complete(Outcome.SENT);
    threads.runAll();
  }

  private static Refused message(long number) {
    return new Refused(number, Optional.empty(), Reason.NOT_ALLOWED, 0);
  }

  /** The numbers of the messages in each record. */
  private List<List<Long>> sent() {
    return records.sealed.stream()
        .map(record -> record.stream().map(OutboundQueueTest::number).toList())
        .toList();
  }

  private static long number(byte[] encoded) {
    try {
      ServerMessage message = MessageCodec.decodeServer(encoded);
      return ((Refused) message).request();
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }
}
