package keyturn.mls.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** {@code Extension extensions<V>}. Which types may occur twice is decided by {@link #unique}. */
public record Extensions(List<Extension> list) implements Encodable {
  public static final Extensions NONE = new Extensions(List.of());

  /** What fits no list that we take from others, whatever the limits say. */
  private static final int MAX = 1024;

  public Extensions {
    list = List.copyOf(list);
  }

  public static Extensions of(Extension... extensions) {
    return new Extensions(List.of(extensions));
  }

  public static Extensions read(Reader reader) throws MlsException {
    return new Extensions(reader.list(Extension::read, MAX));
  }

  /** No type occurs twice (RFC 9420 §13.4). */
  public boolean unique() {
    Set<Integer> seen = new HashSet<>();
    return list.stream().allMatch(extension -> seen.add(extension.type()));
  }

  /** The list with one more at its end. */
  public Extensions and(Extension extension) {
    return new Extensions(Stream.concat(list.stream(), Stream.of(extension)).toList());
  }

  /** Each is where it may be (RFC 9420 §17.3). */
  public boolean allIn(Extension.Place place) {
    return list.stream().allMatch(extension -> extension.mayBeIn(place));
  }

  public Set<Integer> types() {
    return list.stream().map(Extension::type).collect(Collectors.toSet());
  }

  public Optional<Bytes> find(int type) {
    return list.stream()
        .filter(extension -> extension.type() == type)
        .map(Extension::data)
        .findFirst();
  }

  public int size() {
    return list.size();
  }

  @Override
  public void writeTo(Writer writer) {
    writer.list(list);
  }
}
