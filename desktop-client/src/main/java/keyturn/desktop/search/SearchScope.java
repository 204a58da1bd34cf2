package keyturn.desktop.search;

/** Where one looks. */
public enum SearchScope {
  /** Nowhere: the list of people is on show. */
  NONE,
  PEOPLE,
  /** People with whom no conversation is open. */
  STRANGERS,
  /** People and texts. */
  ALL
}
