package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.reveal;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.suite.HpkeCiphertext;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class CryptoBasicsVectorTest {
  @Test
  void labelledFunctionsGiveTheOfficialValues() {
    VectorFile.runBySuite("crypto-basics.json", this::check);
  }

  private void check(Suite suite, JsonNode vector) throws MlsException {
    JsonNode ref = vector.get("ref_hash");
    assertEquals(
        bytes(ref, "out"), suite.refHash(ref.get("label").textValue(), bytes(ref, "value")));
    JsonNode expand = vector.get("expand_with_label");
    assertEquals(
        bytes(expand, "out"),
        reveal(
            suite.expandWithLabel(
                secret(expand, "secret"),
                expand.get("label").textValue(),
                bytes(expand, "context").toArray(),
                expand.get("length").intValue())));
    JsonNode derive = vector.get("derive_secret");
    assertEquals(
        bytes(derive, "out"),
        reveal(suite.deriveSecret(secret(derive, "secret"), derive.get("label").textValue())));
    JsonNode tree = vector.get("derive_tree_secret");
    assertEquals(
        bytes(tree, "out"),
        reveal(
            suite.deriveTreeSecret(
                secret(tree, "secret"),
                tree.get("label").textValue(),
                tree.get("generation").longValue(),
                tree.get("length").intValue())));
    signatures(suite, vector.get("sign_with_label"));
    encryption(suite, vector.get("encrypt_with_label"));
  }

  private void signatures(Suite suite, JsonNode sign) throws MlsException {
    String label = sign.get("label").textValue();
    byte[] content = bytes(sign, "content").toArray();
    suite.verify(bytes(sign, "pub"), label, content, bytes(sign, "signature"));
    SecretBytes key = secret(sign, "priv");
    assertEquals(bytes(sign, "pub"), suite.signature().publicOf(key));
    suite.verify(bytes(sign, "pub"), label, content, suite.sign(key, label, content));
  }

  private void encryption(Suite suite, JsonNode encrypt) throws MlsException {
    String label = encrypt.get("label").textValue();
    byte[] context = bytes(encrypt, "context").toArray();
    KemKeyPair pair = suite.kem().ofPrivate(secret(encrypt, "priv"));
    assertEquals(bytes(encrypt, "pub"), pair.publicKey());
    HpkeCiphertext given =
        new HpkeCiphertext(bytes(encrypt, "kem_output"), bytes(encrypt, "ciphertext"));
    assertEquals(bytes(encrypt, "plaintext"), reveal(suite.decrypt(pair, label, context, given)));
    HpkeCiphertext ours =
        suite.encrypt(
            pair.publicKey(), label, context, secret(encrypt, "plaintext"), new SecureRandom());
    assertEquals(bytes(encrypt, "plaintext"), reveal(suite.decrypt(pair, label, context, ours)));
  }
}
