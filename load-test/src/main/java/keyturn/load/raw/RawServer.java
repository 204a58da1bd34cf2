package keyturn.load.raw;

import java.net.URI;
import javax.net.ssl.SSLSocketFactory;
import keyturn.crypto.Fingerprint;

/**
 * Where to connect to.
 *
 * @param chat address of the WebSocket, on the loopback address
 * @param fingerprint of the tunnel's identity
 * @param tls trusts the certificate of the outer TLS
 */
public record RawServer(URI chat, Fingerprint fingerprint, SSLSocketFactory tls) {}
