package keyturn.mls.group;

import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keyturn.crypto.Bytes;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/** Groups share an environment and nothing else; one group may be used by several threads. */
class ThreadsTest {
  private static final int THREADS = 4;
  private final World world = new World(Suite.X25519_AES128_GCM);

  @Test
  void severalGroupsInSeveralThreads() throws Exception {
    inThreads(
        () -> {
          Group[] pair = world.pair();
          for (int i = 0; i < 5; i++) {
            GroupTest.commit(pair[i % 2], CommitRequest.of(), pair[1 - i % 2]);
          }
          return pair[0].epoch();
        });
  }

  @Test
  void oneGroupInSeveralThreads() throws Exception {
    Group[] pair = world.pair();
    List<List<Bytes>> sent =
        inThreads(
            () -> {
              List<Bytes> messages = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                messages.add(pair[0].protect(text("m" + i), Bytes.EMPTY, 0));
              }
              return messages;
            });
    for (List<Bytes> messages : sent) {
      for (int i = 0; i < messages.size(); i++) {
        assertEquals(text("m" + i), pair[1].unprotect(messages.get(i)).plaintext());
      }
    }
  }

  private static <T> List<T> inThreads(Callable<T> action) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(action));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
