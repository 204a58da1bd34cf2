package keyturn.client.session;

/** Numbers of requests, each used once, so that an answer belongs to one of them. */
final class RequestNumbers {
  private long last;

  long next() {
    return ++last;
  }
}
