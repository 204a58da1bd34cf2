package keyturn.load.workload;

/** Two who write to each other, through the product or through the bare relay. On the loop. */
interface Pair extends AutoCloseable {
  enum Side {
    A,
    B;

    Side other() {
      return this == A ? B : A;
    }
  }

  /** Is told what arrives at a side. */
  @FunctionalInterface
  interface Hearing {
    void heard(Side at, Payload payload);
  }

  void send(Side from, Payload payload);

  void listen(Hearing hearing);

  /** Sent, and said by the server to be stored; a relay says nothing and counts them at once. */
  long accepted();

  @Override
  void close();
}
