package keyturn.mls.extension;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/** Capabilities (RFC 9420 §7.2): what a client supports beyond the default types. */
public record Capabilities(
    List<Integer> versions,
    List<Integer> suites,
    List<Integer> extensions,
    List<Integer> proposals,
    List<Integer> credentials)
    implements Encodable {
  private static final int MLS_10 = 1;
  private static final int MAX_DEFAULT_PROPOSAL = 7;

  public Capabilities {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    extensions = List.copyOf(extensions);
    proposals = List.copyOf(proposals);
    credentials = List.copyOf(credentials);
  }

  /** MLS 1.0, {@code suites}, and what else is given. */
  public static Capabilities of(
      List<Suite> suites, List<Integer> extensions, List<Integer> credentials) {
    return new Capabilities(
        List.of(MLS_10),
        suites.stream().map(Suite::code).toList(),
        extensions,
        List.of(),
        credentials);
  }

  public static Capabilities read(Reader reader) throws MlsException {
    return new Capabilities(
        reader.u16List(), reader.u16List(), reader.u16List(), reader.u16List(), reader.u16List());
  }

  /**
   * With a random value in each list that receivers must read past (RFC 9420 §13.5), for a leaf of
   * ours; what we go by ourselves has none.
   *
   * @param extension the type of an extension in the same leaf, itself such a value
   */
  public Capabilities greased(int extension, SecureRandom random) {
    return new Capabilities(
        versions,
        Grease.into(suites, Grease.value(random), random),
        Grease.into(extensions, extension, random),
        Grease.into(proposals, Grease.value(random), random),
        Grease.into(credentials, Grease.value(random), random));
  }

  /**
   * Whether a client may say this of itself: neither the default types, which everybody has, nor
   * the values that mean nothing (RFC 9420 §7.2, §13.5).
   */
  public boolean saysWhatItMeans() {
    return extensions.stream().noneMatch(Extension::isDefault)
        && proposals.stream().noneMatch(Capabilities::isDefaultProposal)
        && Stream.of(suites, extensions, proposals, credentials)
            .flatMap(List::stream)
            .noneMatch(Grease::isValue);
  }

  private static boolean isDefaultProposal(int type) {
    return type >= 1 && type <= MAX_DEFAULT_PROPOSAL;
  }

  public boolean supportsVersionAndSuite(int suite) {
    return versions.contains(MLS_10) && suites.contains(suite);
  }

  public boolean supportsExtension(int type) {
    return Extension.isDefault(type) || extensions.contains(type);
  }

  public boolean supportsProposal(int type) {
    return isDefaultProposal(type) || proposals.contains(type);
  }

  public boolean supportsCredential(int type) {
    return credentials.contains(type);
  }

  /** RFC 9420 §11.1. */
  public boolean fulfils(RequiredCapabilities required) {
    return required.extensions().stream().allMatch(this::supportsExtension)
        && required.proposals().stream().allMatch(this::supportsProposal)
        && required.credentials().stream().allMatch(this::supportsCredential);
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .u16List(versions)
        .u16List(suites)
        .u16List(extensions)
        .u16List(proposals)
        .u16List(credentials);
  }
}
