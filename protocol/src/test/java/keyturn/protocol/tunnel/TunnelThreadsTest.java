package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import org.junit.jupiter.api.Test;

/** One thread reads and one writes on each side, through many refreshes. */
class TunnelThreadsTest {
  private static final int MESSAGES = 2000;
  private static final int REFRESHES = 10;
  private static final int PIPE_RECORDS = 8;
  private static final byte[] END = new byte[0];

  @Test
  void readersAndWritersDoNotDisturbEachOther() throws Exception {
    BlockingQueue<byte[]> toServer = new ArrayBlockingQueue<>(PIPE_RECORDS);
    BlockingQueue<byte[]> toClient = new ArrayBlockingQueue<>(PIPE_RECORDS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TunnelPair pair = TunnelPair.of(KeyGroup.X25519, CipherSuite.AES_128_GCM, 10)) {
      Future<Integer> atServer = threads.submit(reader(pair.server(), toServer));
      Future<Integer> atClient = threads.submit(reader(pair.client(), toClient));
      Future<Integer> client = threads.submit(writer(pair.client(), toServer));
      Future<Integer> server = threads.submit(writer(pair.server(), toClient));
      assertEquals(client.get(), atServer.get());
      assertEquals(server.get(), atClient.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> reader(Tunnel tunnel, BlockingQueue<byte[]> pipe) {
    return () -> {
      int arrived = 0;
      for (byte[] record = pipe.take(); record.length > 0; record = pipe.take()) {
        for (String text : TunnelPair.texts(tunnel.open(record))) {
          assertEquals("message " + arrived++, text);
        }
      }
      return arrived;
    };
  }

  /** Writes until there were enough messages and refreshes. */
  private static Callable<Integer> writer(Tunnel tunnel, BlockingQueue<byte[]> pipe) {
    return () -> {
      int written = 0;
      while (written < MESSAGES || tunnel.refreshes() < REFRESHES) {
        for (Optional<byte[]> control = tunnel.nextControl();
            control.isPresent();
            control = tunnel.nextControl()) {
          put(pipe, control.get());
        }
        put(pipe, tunnel.seal(TunnelPair.text("message " + written++)));
      }
      put(pipe, END);
      return written;
    };
  }

  /** Gives up where the reader has died, whose failure then shows. */
  private static void put(BlockingQueue<byte[]> pipe, byte[] record) throws InterruptedException {
    if (!pipe.offer(record, 1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("nobody reads");
    }
  }
}
