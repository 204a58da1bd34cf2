package keyturn.mls.group;

import keyturn.crypto.Bytes;
import keyturn.mls.tree.LeafNode;

/**
 * An application message, its sender authenticated.
 *
 * @param sender as the tree of that epoch had it
 */
public record Received(
    long epoch, int leaf, LeafNode sender, Bytes authenticatedData, Bytes plaintext) {}
