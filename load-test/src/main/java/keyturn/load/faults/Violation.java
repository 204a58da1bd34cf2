package keyturn.load.faults;

/** That an invariant did not hold, and where. */
public record Violation(Invariant invariant, String what) {}
