package keyturn.mls.group;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.EpochSecrets;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.schedule.TranscriptHash;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.PrivateKeys;
import keyturn.mls.tree.RatchetTree;

/**
 * All that a member knows of one epoch. Of these only the secret tree ever changes; the tree is
 * copied before a commit is tried on it. Owns its secrets.
 */
record EpochState(
    Suite suite,
    GroupContext context,
    RatchetTree tree,
    int ownLeaf,
    PrivateKeys keys,
    EpochSecrets secrets,
    SecretTree secretTree,
    Bytes interimTranscriptHash,
    Bytes confirmationTag)
    implements Encodable, AutoCloseable {

  /** Enters an epoch; takes {@code keys} over, {@code joiner} stays the caller's. */
  static EpochState enter(
      GroupContext context, RatchetTree tree, int ownLeaf, PrivateKeys keys, JoinerSecret joiner) {
    try (SecretBytes epochSecret = joiner.epochSecret(context.encodedArray())) {
      return of(joiner.suite(), context, tree, ownLeaf, keys, epochSecret);
    }
  }

  /** Takes {@code keys} over; {@code epochSecret} stays the caller's. */
  static EpochState of(
      Suite suite,
      GroupContext context,
      RatchetTree tree,
      int ownLeaf,
      PrivateKeys keys,
      SecretBytes epochSecret) {
    EpochSecrets secrets = EpochSecrets.derive(suite, epochSecret);
    Bytes tag = secrets.confirmationTag(suite, context.confirmedTranscriptHash());
    try (SecretBytes encryption = EpochSecrets.encryptionSecret(suite, epochSecret)) {
      return new EpochState(
          suite,
          context,
          tree,
          ownLeaf,
          keys,
          secrets,
          new SecretTree(suite, tree.leaves(), encryption),
          TranscriptHash.interim(suite, context.confirmedTranscriptHash(), tag),
          tag);
    }
  }

  boolean isMember(long leaf) {
    return leaf >= 0 && leaf < tree.leaves() && tree.leaf((int) leaf).isPresent();
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .put(context)
        .put(tree)
        .u32(ownLeaf)
        .put(keys)
        .put(secrets)
        .put(secretTree)
        .vector(interimTranscriptHash)
        .vector(confirmationTag);
  }

  static EpochState read(Reader reader, Limits limits) throws MlsException {
    GroupContext context = GroupContext.read(reader);
    Suite suite = context.suite();
    RatchetTree tree = RatchetTree.read(suite, reader, limits);
    EpochState state =
        new EpochState(
            suite,
            context,
            tree,
            reader.index(),
            PrivateKeys.read(suite, reader),
            EpochSecrets.read(suite, reader),
            SecretTree.read(suite, tree.leaves(), reader),
            reader.vector(),
            reader.vector());
    if (!state.isMember(state.ownLeaf) || !state.tree.treeHash().equals(context.treeHash())) {
      throw Reader.malformed("saved tree is not that of the saved epoch");
    }
    return state;
  }

  @Override
  public void close() {
    keys.close();
    secrets.close();
    secretTree.close();
  }

  @Override
  public String toString() {
    return "EpochState [" + context.epoch() + ", secret]";
  }
}
