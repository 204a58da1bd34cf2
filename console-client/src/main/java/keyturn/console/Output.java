package keyturn.console;

import java.time.Duration;
import java.util.List;
import keyturn.client.ClientEvent.ServerUntrusted;
import keyturn.client.ClientEvent.SignedIn;
import keyturn.client.ConversationView;
import keyturn.client.LinkState;
import keyturn.client.OwnDevice;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.Presence;

/** Says what happened: to people, or to programs. Called from one thread at a time. */
interface Output {
  void signedIn(SignedIn event);

  void person(String name, Presence presence);

  void conversation(ConversationView conversation);

  void key(String with, long epoch, CipherSuite suite, Duration validFor);

  void message(StoredMessage message);

  /** A message of one's own has come further. */
  void receipt(String with, StoredMessage message);

  void link(LinkState state);

  void untrusted(ServerUntrusted event);

  void devices(List<OwnDevice> devices);

  /** Something that only a person wants to read. */
  void note(String text);

  void error(String reason, String text);
}
