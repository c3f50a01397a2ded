package inkcast.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import inkcast.packet.Helper;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTrustTest {
  private static final String PASSWORD = "of no use";

  @TempDir private Path folder;

  @Test
  void shouldTrustWhomTheSystemsFileNamesAndNobodyElse() throws Exception {
    Path keys = folder.resolve("keys.p12");
    Path bundle = folder.resolve("bundle.pem");
    keytool(
        keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=museum", "-ext", "SAN=IP:127.0.0.1");
    keytool(keys, "-exportcert", "-rfc", "-file", bundle.toString());
    Files.writeString(bundle, "# a museum's own\n" + Files.readString(bundle));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity(keys)));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    try {
      URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertEquals(204, status(uri, SystemTrust.context(bundle)));
      assertThrows(SSLHandshakeException.class, () -> status(uri, SystemTrust.context()));
    } finally {
      server.stop(0);
    }
  }

  private static int status(URI uri, SSLContext trust) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static void keytool(Path keys, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 5];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[arguments.length + 1] = "-keystore";
    command[arguments.length + 2] = keys.toString();
    command[arguments.length + 3] = "-storepass";
    command[arguments.length + 4] = PASSWORD;
    Helper.run(command);
  }

  private static SSLContext identity(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
