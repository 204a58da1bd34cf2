package keyturn.mls.group;

import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.Sender;

/** A proposal and who made it. */
record ProposalEntry(Proposal proposal, Sender sender) implements Encodable {
  static ProposalEntry read(Reader reader) throws MlsException {
    return new ProposalEntry(Proposal.read(reader), Sender.read(reader));
  }

  boolean isFrom(int leaf) {
    return sender instanceof Sender.Member member && member.leaf() == leaf;
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(proposal).put(sender);
  }
}
