package keyturn.load.target;

import java.net.URI;
import java.util.Optional;
import keyturn.crypto.Fingerprint;
import keyturn.load.measure.ProcessUse;

/**
 * The measured server, as the workloads see it.
 *
 * @param chat address of its WebSocket
 * @param relay address of the bare relay beside it
 * @param leanRelay the same, spared the container's idle timers as the product is
 * @param server its process, where it runs on this machine
 * @param database its database's process
 */
public record Target(
    URI chat,
    Fingerprint fingerprint,
    Optional<URI> relay,
    Optional<URI> leanRelay,
    Optional<ProcessUse> server,
    Optional<ProcessUse> database) {}
