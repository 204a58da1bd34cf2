package keyturn.mls.extension;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** RequiredCapabilities (RFC 9420 §11.1): what every member of a group must be able to do. */
public record RequiredCapabilities(
    List<Integer> extensions, List<Integer> proposals, List<Integer> credentials)
    implements Encodable {
  public RequiredCapabilities {
    extensions = List.copyOf(extensions);
    proposals = List.copyOf(proposals);
    credentials = List.copyOf(credentials);
  }

  public static RequiredCapabilities read(Reader reader) throws MlsException {
    return new RequiredCapabilities(reader.u16List(), reader.u16List(), reader.u16List());
  }

  /** The extension of a group context, if it has one. */
  public static Optional<RequiredCapabilities> of(Extensions extensions) throws MlsException {
    Optional<Bytes> data = extensions.find(Extension.REQUIRED_CAPABILITIES);
    return data.isEmpty()
        ? Optional.empty()
        : Optional.of(Reader.decode(data.get(), RequiredCapabilities::read));
  }

  /** Names a value that nobody can have (RFC 9420 §13.5), whatever the leaves list. */
  public boolean asksForNonsense() {
    return Stream.of(extensions, proposals, credentials)
        .flatMap(List::stream)
        .anyMatch(Grease::isValue);
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u16List(extensions).u16List(proposals).u16List(credentials);
  }

  public Extension asExtension() {
    return new Extension(Extension.REQUIRED_CAPABILITIES, encoded());
  }
}
