package keyturn.desktop.conversation;

/** What the right half of the window is about. */
public enum ChatStage {
  /** Nobody is chosen. */
  EMPTY,
  /** A person with whom there is no conversation yet. */
  PERSON,
  OPEN,
  /** Somebody left: it can be read, and another one started. */
  ENDED
}
