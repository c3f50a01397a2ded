package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.config.Config;
import inkcast.packet.Helper;
import inkcast.packet.Npm;
import java.net.DatagramSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files in {@code deploy/examples} as they are, each in its program, against a running daemon:
 * they set a temperature, and every stroke arrives. So does liblo's own pair of programs. The
 * sketch in p5.js is tried in a browser.
 */
@Tag("peer")
@Timeout(180)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("deploy", "examples").toAbsolutePath();
  private static final int STROKES = 60;

  /** With npm's osc: prints the strokes of writer 3 and sets its temperature, once it hears it. */
  private static final String NODE =
      """
      const osc = require('osc');
      const [listen, control] = process.argv.slice(2).map(Number);
      const port = new osc.UDPPort({
        localAddress: '127.0.0.1', localPort: listen, remoteAddress: '127.0.0.1', remotePort: control,
      });
      let steered = false;
      port.on('message', ({ address, args }) => {
        if (address !== '/inkcast/writer/3/stroke') return;
        console.log('stroke: ' + args.join(' '));
        if (!steered) port.send({
          address: '/inkcast/writer/3/temperature', args: [{ type: 'f', value: 1.5 }],
        });
        steered = true;
      });
      port.open();
      """;

  @TempDir private static Path folder;
  private static int pureData;
  private static int superCollider;
  private static int node;
  private static int liblo;
  private static Daemon daemon;

  @BeforeAll
  static void serve() throws Exception {
    List<DatagramSocket> free = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      free.add(new DatagramSocket());
    }
    pureData = free.get(0).getLocalPort();
    superCollider = free.get(1).getLocalPort();
    node = free.get(2).getLocalPort();
    liblo = free.get(3).getLocalPort();
    free.forEach(DatagramSocket::close);
    String config =
        """
        writers: 4
        server: {port: 0}
        osc: {targets: ["127.0.0.1:%d", "127.0.0.1:%d", "127.0.0.1:%d", "127.0.0.1:%d"]}
        """
            .formatted(pureData, superCollider, node, liblo);
    Path file = Files.writeString(folder.resolve("inkcast.yaml"), config);
    daemon = new Daemon(Config.load(file), lateness -> {});
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  @Test
  void shouldWorkInPureData() throws Exception {
    try (Helper pd =
        Helper.start(
            "pd",
            "-nogui",
            "-noaudio",
            "-nomidi",
            "-stderr",
            "-open",
            EXAMPLES.resolve("strokes.pd").toString(),
            "-send",
            "inkcast-in listen " + pureData,
            "-send",
            "inkcast-out disconnect",
            "-send",
            "inkcast-out connect 127.0.0.1 " + daemon.port(),
            "-send",
            "inkcast-print 1",
            "-send",
            "inkcast-temperature 1.25")) {
      assertStrokes(pd, "stroke: ");
      awaitTemperature(1, 1.25);
      assertEquals(
          List.of(), pd.lines().stream().filter(l -> l.contains("couldn't create")).toList());
    }
  }

  @Test
  void shouldWorkInSuperCollider() throws Exception {
    String around =
        """
        ~port = %d;
        ~inkcast = NetAddr("127.0.0.1", %d);
        ~writers = 3;
        thisProcess.interpreter.executeFile("%s");
        OSCdef(\\show, { |msg| "stroke: %%".format(msg[1]).postln }, "/inkcast/writer/2/stroke");
        ~temperature.(2, 0.75);
        { 3.wait; "lines: %%".format(~lines[1].size).postln }.fork;
        """
            .formatted(superCollider, daemon.port(), EXAMPLES.resolve("strokes.scd"));
    Path script = Files.writeString(folder.resolve("around.scd"), around);
    try (Helper sclang =
        Helper.start(
            "env",
            "QT_QPA_PLATFORM=offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX=1",
            "HOME=" + folder,
            "sclang",
            script.toString())) {
      assertStrokes(sclang, "stroke: ");
      awaitTemperature(2, 0.75);
      String lines = sclang.await("lines: ");
      assertEquals(List.of(), sclang.lines().stream().filter(l -> l.contains("ERROR")).toList());
      assertEquals(false, lines.endsWith(" 0"), lines);
    }
  }

  @Test
  void shouldWorkWithLiblo() throws Exception {
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(liblo))) {
      assertStrokes(oscdump, "/inkcast/writer/4/stroke iffffi ");
      String port = String.valueOf(daemon.port());
      Helper.run("oscsend", "127.0.0.1", port, "/inkcast/writer/4/temperature", "f", "0.5");
      oscdump.await("/inkcast/writer/4/temperature f 0.500000");
      awaitTemperature(4, 0.5);
    }
  }

  @Test
  void shouldBeUnderstoodByNpmsOsc() throws Exception {
    try (Helper osc = Npm.start(NODE, String.valueOf(node), String.valueOf(daemon.port()))) {
      assertStrokes(osc, "stroke: ");
      awaitTemperature(3, 1.5);
    }
  }

  /** That strokes arrive, one after the other. */
  private static void assertStrokes(Helper program, String before) {
    program.await(STROKES, before);
    List<Integer> seq =
        Pattern.compile(before + "(\\d+)")
            .matcher(String.join("\n", program.lines()))
            .results()
            .map((MatchResult match) -> Integer.valueOf(match.group(1)))
            .toList();
    int first = seq.getFirst();
    assertEquals(IntStream.range(first, first + seq.size()).boxed().toList(), seq);
  }

  private static void awaitTemperature(int writer, double value) {
    String address = "/inkcast/writer/" + writer + "/temperature?VALUE";
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                new ObjectMapper()
                    .readTree(URI.create("http://127.0.0.1:" + daemon.port() + address).toURL())
                    .path("VALUE")
                    .path(0)
                    .asDouble(),
            set -> Math.abs(set - value) < 1e-6);
  }
}
