package keyturn.protocol.tunnel;

import keyturn.crypto.KeyGroup;

/** What every refresh of a tunnel has in common. */
record RefreshParts(KeyGroup group, RecordLayer layer, RefreshPace pace) {}
