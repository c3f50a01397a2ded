package inkcast.app;

import inkcast.packet.Helper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * {@code serve} in a process of its own, with what a technician has: its file, signals, figures.
 */
final class SoakedDaemon implements AutoCloseable {
  private static final int COLLECTIONS = 4;

  private final Path file;
  private final Helper process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  /**
   * Returns when it serves.
   *
   * @param folder of its configuration and its state
   */
  SoakedDaemon(Path folder, String yaml) throws IOException {
    file = folder.resolve("inkcast.yaml");
    write(yaml);
    List<String> command = new ArrayList<>(List.of("env", "STATE_DIRECTORY=" + folder));
    command.addAll(List.of(Cli.command("serve", "--config", file.toString())));
    process = Helper.start(command.toArray(String[]::new));
    String page = process.await("phone page: http://");
    port = Integer.parseInt(page.replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** The one port number. */
  int port() {
    return port;
  }

  /** What it has logged. */
  List<String> lines() {
    return process.lines();
  }

  /** Has it take another configuration over, soon. */
  void reload(String yaml) throws IOException, InterruptedException {
    write(yaml);
    process.signal("HUP");
  }

  /** Its figures, after a collection of garbage: those with the smallest heap of some. */
  SoakFigures figures() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<SoakFigures> tries = new ArrayList<>();
    for (int i = 0; i < COLLECTIONS; i++) {
      Helper.run(jcmd, String.valueOf(process.pid()), "GC.run");
      tries.add(new SoakFigures(get("/metrics")));
    }
    return Collections.min(tries, Comparator.comparingDouble(SoakFigures::heap));
  }

  /** The body of a page. */
  String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** Ends it; returns its exit code. */
  int end() throws IOException, InterruptedException {
    return process.terminate("TERM");
  }

  @Override
  public void close() {
    process.close();
    http.shutdownNow();
  }

  private void write(String yaml) throws IOException {
    Path next = file.resolveSibling("inkcast.yaml.new");
    Files.writeString(next, yaml);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
