package keyturn.client;

import java.time.Instant;
import java.util.Optional;

/**
 * What the outer TLS showed; the tunnel's fingerprint alone decides.
 *
 * @param fault why the system store or the given CA does not vouch for it; empty if it does
 */
public record CertificateFacts(
    String subject, String issuer, Instant notBefore, Instant notAfter, Optional<String> fault) {}
