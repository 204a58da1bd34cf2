package keyturn.mls.interop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keyturn.crypto.Bytes;

/** A member of a group, whichever implementation it runs. All messages are encoded. */
interface Peer {
  /** A commit, and the Welcome if it adds somebody. */
  record Commit(Bytes message, Optional<Bytes> welcome) {}

  /** Whether a handshake message is encrypted. */
  enum Wire {
    PUBLIC,
    PRIVATE
  }

  String name();

  /** Another client of the same implementation. */
  Peer fresh(String otherName) throws Exception;

  /** The encoded KeyPackage with which it will join. */
  Bytes keyPackage() throws Exception;

  void create(Bytes groupId) throws Exception;

  void join(Bytes welcome) throws Exception;

  /** Joins by an external commit, which it returns. */
  Bytes joinExternally(Bytes groupInfo, OptionalInt removed) throws Exception;

  Bytes groupInfo() throws Exception;

  Bytes proposeUpdate(Wire wire) throws Exception;

  Bytes proposeAdd(Bytes keyPackage, Wire wire) throws Exception;

  /** Commits what has been proposed, and the following; {@link #handle} of it comes later. */
  Commit commit(List<Bytes> addedKeyPackages, List<Integer> removedLeaves, Wire wire)
      throws Exception;

  void handle(Bytes message) throws Exception;

  /** Forgets a commit of its own that nobody will handle. */
  void discard();

  Bytes protect(Bytes plaintext, Bytes authenticatedData) throws Exception;

  Bytes unprotect(Bytes message) throws Exception;

  /** Whether it opens messages of the epoch before. */
  boolean keepsLastEpoch();

  int leaf();

  Bytes authenticator();
}
