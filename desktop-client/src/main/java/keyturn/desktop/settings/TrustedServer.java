package keyturn.desktop.settings;

import keyturn.crypto.Fingerprint;

/**
 * A server whose key was trusted.
 *
 * @param server host:port
 */
public record TrustedServer(String server, Fingerprint key) {}
