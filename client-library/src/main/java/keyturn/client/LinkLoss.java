package keyturn.client;

import java.util.Locale;

/** Why there is no connection for the moment. */
public enum LinkLoss {
  NO_ANSWER("no answer in time"),
  NOT_REACHABLE("the server does not answer"),
  NO_TLS("no TLS connection"),
  /** An HTTP status of 500 to 599. */
  NOT_READY("the server is not ready"),
  /** Another HTTP status, such as 429. */
  TURNED_AWAY("the connection was turned away"),
  /** HTTP 407. */
  PROXY_REFUSED("the proxy asks for another user or password"),
  /** HTTP 404: something answers there, and it is not Keyturn. */
  NOT_THERE("there is no Keyturn at this address"),
  FAILED("the connection failed"),
  BROKE("the connection broke"),
  WENT_SILENT("the server went silent"),
  NOT_REFRESHED("the server did not refresh the keys"),
  /** The server, or somebody in between, broke the protocol. */
  DISTURBED("the connection was disturbed"),
  RESTARTS("the server restarts"),
  CLOSED_BY_SERVER("the server closed the connection"),
  CLOSED("the connection was closed"),
  /** It asks to wait, by a refused sign-in. */
  BUSY("the server is busy"),
  ORDER_LOST("the order of messages was lost"),
  KEY_MISSING("a key was missing"),
  MESSAGES_MISSING("messages were missing"),
  VAULT_FAILED("the stored messages cannot be written"),
  /** The vault was opened for another sign-in. */
  SIGNING_IN_AGAIN("signing in again");

  private final String text;

  LinkLoss(String text) {
    this.text = text;
  }

  /** The name in lower case with hyphens. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In English, to stand in a sentence; without technical detail. */
  public String text() {
    return text;
  }
}
