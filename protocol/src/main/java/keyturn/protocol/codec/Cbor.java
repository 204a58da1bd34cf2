package keyturn.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import keyturn.protocol.message.Limits;

/** The one parser and generator factory. */
final class Cbor {
  /**
   * Buffers are not recycled: they have held passwords and epoch keys, and a pool would keep those
   * alive after their erasure.
   */
  static final CBORFactory FACTORY =
      CBORFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.MAX_DEPTH)
                  .maxDocumentLength(Limits.MAX_MESSAGE_BYTES)
                  .maxStringLength(Limits.MAX_MESSAGE_BYTES)
                  .build())
          .build();

  private Cbor() {}
}
