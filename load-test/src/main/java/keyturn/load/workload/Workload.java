package keyturn.load.workload;

/** What can be measured. */
public enum Workload {
  /** Many sign in at once. */
  W1,
  /** Pairs that answer each other. */
  W2,
  /** Messages at a fixed rate. */
  W3,
  /** Connections that do nothing. */
  W4,
  /** Messages for somebody away. */
  W5,
  /** Keys that turn. */
  W6
}
