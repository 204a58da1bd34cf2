package keyturn.load.faults;

/** What holds whatever happens (docs/reliability.md#invariants). */
public enum Invariant {
  I1("no acknowledged message is lost"),
  I2("no message is shown twice"),
  I3("messages come in order, without gaps"),
  I4("nothing appears that nobody sent, or that was shown as not delivered"),
  I5("a receipt is true"),
  I6("no text lies in the clear"),
  I7("erased keys are gone"),
  I8("no key is used twice with one nonce"),
  I9("nothing reaches those whom it does not concern"),
  I10("bystanders hardly notice, and nothing stays behind");

  private final String promise;

  Invariant(String promise) {
    this.promise = promise;
  }

  public String promise() {
    return promise;
  }
}
