package keyturn.mls.group;

import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.RatchetTree;

/** What is kept of an epoch to open messages that come late. Owns its secrets. */
record PastEpoch(
    GroupContext context, RatchetTree tree, SecretBytes senderData, SecretTree secretTree)
    implements Encodable, AutoCloseable {

  /** Takes the message keys of an epoch over and erases the rest of it. */
  static PastEpoch of(EpochState state) {
    PastEpoch past =
        new PastEpoch(
            state.context(), state.tree(), state.secrets().senderData().copy(), state.secretTree());
    state.keys().close();
    state.secrets().close();
    return past;
  }

  static PastEpoch read(Reader reader, Limits limits) throws MlsException {
    GroupContext context = GroupContext.read(reader);
    Suite suite = context.suite();
    RatchetTree tree = RatchetTree.read(suite, reader, limits);
    return new PastEpoch(
        context,
        tree,
        reader.secretVector(suite.secretBytes()),
        SecretTree.read(suite, tree.leaves(), reader));
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(context).put(tree).vector(senderData).put(secretTree);
  }

  @Override
  public void close() {
    senderData.close();
    secretTree.close();
  }

  @Override
  public String toString() {
    return "PastEpoch [" + context.epoch() + ", secret]";
  }
}
