package inkcast.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authorities that this system trusts, a museum's own among them, as its
 * administrators keep them; where there are none to be found, Java's own.
 */
final class SystemTrust {
  private static final Logger log = LoggerFactory.getLogger(SystemTrust.class);
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"), // Debian, Arch, Alpine
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"), // Fedora
          Path.of("/etc/ssl/ca-bundle.pem")); // openSUSE

  private SystemTrust() {}

  /** For connections to those whom the system trusts. */
  static SSLContext context() {
    try {
      for (Path bundle : BUNDLES) {
        if (Files.isReadable(bundle)) {
          return context(bundle);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      log.warn("the system's certificates cannot be read, Java's own count: {}", e.toString());
    }
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the other, from one file of certificates in PEM form. */
  static SSLContext context(Path bundle) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(bundle)) {
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority-" + number++, authority);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), new SecureRandom());
    return context;
  }
}
