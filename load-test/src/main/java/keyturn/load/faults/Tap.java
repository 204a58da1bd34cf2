package keyturn.load.faults;

import java.io.IOException;

/** Sees the data of one connection on its way; called on the thread that moves it. */
interface Tap {
  /** Sees nothing. */
  Tap NONE =
      new Tap() {
        @Override
        public void toServer(byte[] data, int length) {}

        @Override
        public void toClient(byte[] data, int length) {}
      };

  /**
   * Before these bytes go on. May wait.
   *
   * @throws IOException to end the connection instead
   */
  void toServer(byte[] data, int length) throws IOException;

  void toClient(byte[] data, int length) throws IOException;
}
