package keyturn.console;

import java.util.Optional;

/** Asks the person at the terminal. Without a terminal there is none, and nothing is ever asked. */
interface Prompt {
  /** Empty if the person gave up (Ctrl-C, Ctrl-D). Blocks. */
  Optional<String> ask(String question);

  /** The same, not shown while typed. The caller wipes the answer. */
  Optional<char[]> askSecret(String question);
}
