package keyturn.load.target;

import java.util.List;

/** Who may sign in to the measured server. */
public interface People {
  /**
   * People for one workload; nobody of them is signed in.
   *
   * @throws IllegalStateException if there are fewer
   */
  List<Person> people(int count);
}
