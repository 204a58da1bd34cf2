package keyturn.client.session;

import java.util.ArrayList;
import java.util.List;
import keyturn.client.vault.VaultPlace;

/**
 * Finds the last message that the server has as well, among those of a conversation of which it
 * does not have the newest. Up to there both have the same, from there on nothing.
 */
final class Fork {
  private static final int AT_ONCE = 16;

  private final List<VaultPlace> places;
  private List<Integer> asked = List.of();

  /** The server has it; -1: nothing is known to be there. */
  private int agreed = -1;

  /** The server does not have it. */
  private int missing;

  /**
   * @param places in rising order, numbered by the server; it does not have the last
   */
  Fork(List<VaultPlace> places) {
    this.places = List.copyOf(places);
    this.missing = places.size() - 1;
  }

  boolean isFound() {
    return missing - agreed <= 1;
  }

  /** The sequence of the last one that the server has, 0 for none; when it is found. */
  long sequence() {
    return agreed < 0 ? 0 : places.get(agreed).sequence();
  }

  /** Which to ask about next; until it is found. */
  List<VaultPlace> next() {
    int between = missing - agreed - 1;
    int count = Math.min(AT_ONCE, between);
    List<Integer> indices = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      indices.add(agreed + (int) ((long) i * (between + 1) / (count + 1)));
    }
    asked = List.copyOf(indices);
    return asked.stream().map(places::get).toList();
  }

  /** The highest of those asked about that the server has, 0 for none. */
  void answered(long sequence) {
    for (int index : asked) {
      if (places.get(index).sequence() <= sequence) {
        agreed = index;
      } else {
        missing = index;
        return;
      }
    }
  }
}
