package keyturn.client.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import keyturn.client.CertificateFacts;
import org.jspecify.annotations.Nullable;

/**
 * The TLS below the tunnel. Chain, expiry and host name are checked against the system's store or
 * the given CA, and what came of it is kept for the user to see. A failed check does not end the
 * connection here: until the tunnel has proved a trusted identity, nothing but its handshake is
 * sent, and with it TLS decides nothing any more (docs/spec/tunnel.md#identity).
 */
final class OuterTls {
  private final SSLContext context;
  private final AtomicReference<@Nullable CertificateFacts> facts;

  private OuterTls(SSLContext context, AtomicReference<@Nullable CertificateFacts> facts) {
    this.context = context;
    this.facts = facts;
  }

  /**
   * @param ca PEM certificates that replace the system's store
   * @throws IOException if the file cannot be read or holds no certificate
   */
  static OuterTls create(Optional<Path> ca) throws IOException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(ca.isPresent() ? storeOf(ca.get()) : null);
      AtomicReference<@Nullable CertificateFacts> facts = new AtomicReference<>();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Recording(extended(factory), facts)}, null);
      return new OuterTls(context, facts);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up", e);
    }
  }

  SSLContext context() {
    return context;
  }

  /** Of the newest full TLS handshake; a resumed one shows no certificate and had this one. */
  Optional<CertificateFacts> facts() {
    return Optional.ofNullable(facts.get());
  }

  private static KeyStore storeOf(Path ca) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(ca)) {
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    }
    if (store.size() == 0) {
      throw new IOException("no certificate in " + ca.getFileName());
    }
    return store;
  }

  private static X509ExtendedTrustManager extended(TrustManagerFactory factory) {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("this JDK has no X509ExtendedTrustManager");
  }

  /** Asks the real one and writes down its answer. */
  private static final class Recording extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager real;
    private final AtomicReference<@Nullable CertificateFacts> facts;

    Recording(X509ExtendedTrustManager real, AtomicReference<@Nullable CertificateFacts> facts) {
      this.real = real;
      this.facts = facts;
    }

    /** A check that throws when the certificate is not to be believed. */
    private interface Check {
      void run() throws CertificateException;
    }

    private void record(X509Certificate[] chain, Check check) throws CertificateException {
      if (chain.length == 0) {
        throw new CertificateException("no certificate");
      }
      Optional<String> fault = Optional.empty();
      try {
        check.run();
      } catch (CertificateException e) {
        fault = Optional.of(faultOf(chain[0], e));
      }
      facts.set(
          new CertificateFacts(
              chain[0].getSubjectX500Principal().getName(),
              chain[0].getIssuerX500Principal().getName(),
              chain[0].getNotBefore().toInstant(),
              chain[0].getNotAfter().toInstant(),
              fault));
    }

    private static String faultOf(X509Certificate certificate, CertificateException refusal) {
      String text = String.valueOf(refusal.getMessage());
      if (text.contains("No subject alternative") || text.contains("No name matching")) {
        return "it is for another name";
      }
      try {
        certificate.checkValidity();
      } catch (CertificateException e) {
        return "it is expired or not valid yet";
      }
      return "no known authority vouches for it";
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      record(chain, () -> real.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      record(chain, () -> real.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      record(chain, () -> real.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      real.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      real.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      real.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return real.getAcceptedIssuers();
    }
  }
}
