package keyturn.mls.group;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.extension.Capabilities;
import keyturn.mls.extension.Extension.Place;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.RequiredCapabilities;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;

/** The validity of one leaf node and of one key package by itself (RFC 9420 §7.3, §10.1). */
final class LeafRules {
  private LeafRules() {}

  /** A leaf at its place in a tree, whatever its source. */
  static void check(Environment env, Suite suite, LeafNode leaf, Bytes groupId, int index)
      throws MlsException {
    leaf.verifySignature(suite, groupId, index);
    checkContent(env, suite, leaf);
  }

  private static void checkContent(Environment env, Suite suite, LeafNode leaf)
      throws MlsException {
    if (leaf.encodedArray().length > env.limits().maxLeafBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "leaf node");
    }
    Capabilities capabilities = leaf.capabilities();
    extensions(env.limits(), leaf.extensions(), Place.LEAF_NODE);
    require(
        capabilities.supportsVersionAndSuite(suite.code()),
        "capabilities without the group's version or suite");
    require(
        capabilities.supportsCredential(leaf.credential().type()),
        "credential type missing in its own capabilities");
    require(
        leaf.extensions().types().stream().allMatch(capabilities::supportsExtension),
        "extension missing in its own capabilities");
    require(suite.kem().isPublicKey(leaf.encryptionKey()), "encryption key is none");
    if (leaf.source() instanceof LeafSource.FromKeyPackage source
        && !env.policy().acceptsLifetime(source.lifetime())) {
      throw new MlsException(Reason.INVALID_KEY_PACKAGE, "lifetime too long, or none");
    }
    if (!env.policy().acceptsCredential(leaf)) {
      throw new MlsException(Reason.REFUSED, "credential not accepted");
    }
  }

  /** A key package that is to be added (RFC 9420 §10.1, §12.1.1). */
  static void check(Environment env, Suite suite, KeyPackage keyPackage) throws MlsException {
    requirePackage(keyPackage.suiteCode() == suite.code(), "key package of another suite");
    LeafNode leaf = keyPackage.leaf();
    if (!(leaf.source() instanceof LeafSource.FromKeyPackage)) {
      throw new MlsException(Reason.INVALID_KEY_PACKAGE, "leaf node not made for a key package");
    }
    requirePackage(
        !leaf.encryptionKey().equals(keyPackage.initKey()), "init key is the encryption key too");
    requirePackage(suite.kem().isPublicKey(keyPackage.initKey()), "init key is none");
    extensions(env.limits(), keyPackage.content().extensions(), Place.KEY_PACKAGE);
    keyPackage.verifySignature(suite);
    check(env, suite, leaf, Bytes.EMPTY, 0);
  }

  /** A list of extensions: no type twice or misplaced, not too many (RFC 9420 §13.4, §17.3). */
  static void extensions(Limits limits, Extensions extensions, Place place) throws MlsException {
    if (extensions.size() > limits.maxExtensions()) {
      throw new MlsException(Reason.TOO_LARGE, extensions.size() + " extensions");
    }
    requireExtensions(extensions.unique(), "an extension type occurs twice");
    requireExtensions(extensions.allIn(place), "an extension that may not be in a " + place);
  }

  /** The extensions of a group context, and that those which the RFC defines can be read. */
  static void context(Environment env, Extensions extensions) throws MlsException {
    if (extensions.encodedArray().length > env.limits().maxContextBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "group context");
    }
    extensions(env.limits(), extensions, Place.GROUP_CONTEXT);
    Optional<RequiredCapabilities> required = RequiredCapabilities.of(extensions);
    requireExtensions(
        required.isEmpty() || !required.get().asksForNonsense(), "requires what nobody can have");
    for (ExternalSender sender : ExternalSender.of(extensions)) {
      if (!env.policy().acceptsExternalSender(sender)) {
        throw new MlsException(Reason.REFUSED, "external sender not accepted");
      }
    }
  }

  private static void requireExtensions(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw new MlsException(Reason.INVALID_EXTENSION, otherwise);
    }
  }

  private static void require(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw new MlsException(Reason.INVALID_LEAF, otherwise);
    }
  }

  private static void requirePackage(boolean condition, String otherwise) throws MlsException {
    if (!condition) {
      throw new MlsException(Reason.INVALID_KEY_PACKAGE, otherwise);
    }
  }
}
