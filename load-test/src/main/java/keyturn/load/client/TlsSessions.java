package keyturn.load.client;

/** Whether connections repeat the whole TLS handshake or resume a session. */
public enum TlsSessions {
  FULL_HANDSHAKES,
  RESUMED
}
