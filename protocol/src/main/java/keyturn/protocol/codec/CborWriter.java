package keyturn.protocol.codec;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.crypto.Bytes;

/** Writes one CBOR item in the form of docs/spec/messages.md#encoding. */
public final class CborWriter {
  private interface Step {
    void run() throws IOException;
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CBORGenerator generator;

  private CborWriter() {
    try {
      generator = Cbor.FACTORY.createGenerator(out);
    } catch (IOException e) {
      throw cannotHappen(e);
    }
  }

  /** The bytes of the one item that {@code content} writes. */
  public static byte[] write(Consumer<CborWriter> content) {
    CborWriter writer = new CborWriter();
    content.accept(writer);
    writer.step(writer.generator::close);
    return writer.out.toByteArray();
  }

  /** {@code content} writes as many items as {@code entries} says. */
  public CborWriter array(int entries, Runnable content) {
    step(() -> generator.writeStartArray(null, entries));
    content.run();
    return step(generator::writeEndArray);
  }

  public <T> CborWriter list(List<T> entries, Consumer<T> each) {
    return array(entries.size(), () -> entries.forEach(each));
  }

  /** {@code content} writes as many pairs, keys rising, as {@code entries} says. */
  public CborWriter map(int entries, Runnable content) {
    step(() -> generator.writeStartObject(null, entries));
    content.run();
    return step(generator::writeEndObject);
  }

  public CborWriter key(int key) {
    return step(() -> generator.writeFieldId(key));
  }

  public CborWriter number(long value) {
    return step(() -> generator.writeNumber(value));
  }

  public CborWriter flag(boolean value) {
    return step(() -> generator.writeBoolean(value));
  }

  public CborWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    // writeString would cut a long text into chunks of indefinite length.
    return step(() -> generator.writeUTF8String(utf8, 0, utf8.length));
  }

  public CborWriter bytes(Bytes value) {
    return step(() -> generator.writeBinary(value.toArray()));
  }

  /** The value, or null where there is none. */
  public <T> CborWriter optional(Optional<T> value, Consumer<T> present) {
    if (value.isEmpty()) {
      return step(generator::writeNull);
    }
    present.accept(value.get());
    return this;
  }

  private CborWriter step(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw cannotHappen(e);
    }
  }

  private static UncheckedIOException cannotHappen(IOException e) {
    return new UncheckedIOException("writing CBOR to memory failed", e);
  }
}
