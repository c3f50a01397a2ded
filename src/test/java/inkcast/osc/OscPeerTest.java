package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Helper;
import inkcast.tick.Counter;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("peer")
@Timeout(120)
class OscPeerTest {
  private static final int STROKES = 120; // of each writer, two seconds' worth

  @TempDir private Path folder;

  @Test
  void shouldGiveOscdumpEveryStrokeOfEveryWriter() throws Exception {
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert = new Concert("127.0.0.1:" + port)) {
      String writer4 = "/inkcast/writer/4/stroke iffffi ";
      oscdump.await(STROKES, writer4);
      for (int writer = 1; writer <= Concert.WRITERS; writer++) {
        assertCountsUp(writer, oscdump.lines());
        assertIsRunningSum(writer, oscdump.lines());
      }
      assertTrue(
          oscdump.await("/inkcast/page").endsWith("/inkcast/page ff 1920.000000 1080.000000"));
      assertEquals(0, concert.counters().get(Counter.OSC_SEND_ERRORS));
      assertEquals(0, concert.counters().get(Counter.OSC_DROPPED));
    }
  }

  @Test
  void shouldGiveOscdumpEachTickInABundleWithItsTimeTag() throws Exception {
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert = new Concert(Shape.BUNDLE, "127.0.0.1:" + port)) {
      oscdump.await(STROKES, "/inkcast/writer/4/stroke iffffi ");
      for (int writer = 1; writer <= Concert.WRITERS; writer++) {
        assertCountsUp(writer, oscdump.lines());
        assertIsRunningSum(writer, oscdump.lines());
      }
      List<String> strokes =
          oscdump.lines().stream().filter(line -> line.contains("/stroke iffffi ")).toList();
      Set<String> timeTags = new HashSet<>();
      for (int i = 0; i < STROKES * Concert.WRITERS; i++) {
        String timeTag = timeTag(strokes.get(i - i % Concert.WRITERS));
        assertEquals(timeTag, timeTag(strokes.get(i)));
        timeTags.add(timeTag);
      }
      assertTrue(timeTags.size() > 1, timeTags::toString);
      assertEquals(0, concert.counters().get(Counter.OSC_SEND_ERRORS));
      assertEquals(0, concert.counters().get(Counter.OSC_DROPPED));
    }
  }

  @Test
  void shouldLetOscsendSetTemperatures() throws Exception {
    Helper.require("oscsend");
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert = new Concert("127.0.0.1:" + port)) {
      oscdump.await("/inkcast/writer/4/stroke");
      oscsend(concert, "/inkcast/writer/2/temperature", "f", "0.25");
      oscdump.await("/inkcast/writer/2/temperature f 0.250000");
      oscsend(concert, "/inkcast/writer/{1,3}/temp*", "i", "7");
      oscdump.await("/inkcast/writer/1/temperature f 2.000000");
      oscdump.await("/inkcast/writer/3/temperature f 2.000000");
      oscsend(concert, "/inkcast/writer/[!1-3]/restart", "T");
      oscdump.await("/inkcast/writer/4/restarts i 1");
      oscsend(concert, "/inkcast/writer/*/pause", "i", "1");
      oscdump.await("/inkcast/writer/4/pause i 1");
      assertEquals(0, concert.counters().get(Counter.REFUSED_UNKNOWN_ADDRESS));
    }
  }

  @Test
  void shouldTellOscdumpWhatOscsendAsksFor() throws Exception {
    Helper.require("oscsend");
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert = new Concert()) {
      oscsend(concert, "/inkcast/notify", "ii", "1", String.valueOf(port));
      assertTrue(oscdump.await("/inkcast/").endsWith("/inkcast/notify.reply iis 1 30 \"\""));
      oscdump.await("/inkcast/writer/4/hand s \"test\"");
      oscdump.await(STROKES, "/inkcast/writer/4/stroke iffffi ");
      assertCountsUp(4, oscdump.lines());
      oscsend(concert, "/inkcast/notify", "ii", "0", String.valueOf(port));
      oscdump.await("/inkcast/notify.reply iis 1 0");
      assertEquals(0, concert.counters().get(Counter.OSC_SUBSCRIBERS));
    }
  }

  @Test
  void shouldLetLibloSetATemperatureOverTcp() throws Exception {
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert = new Concert("127.0.0.1:" + port);
        Liblo liblo = Liblo.tcpWithSlip(concert.streamPort())) {
      oscdump.await("/inkcast/writer/4/stroke");
      // Its bytes 3f c0 db c0 must be escaped.
      liblo.send("/inkcast/writer/2/temperature", Float.intBitsToFloat(0x3fc0dbc0));
      oscdump.await("/inkcast/writer/2/temperature f 1.506706");
      liblo.send("/inkcast/writer/[13]/temperature", 0.25f);
      oscdump.await("/inkcast/writer/3/temperature f 0.250000");
      assertEquals(0, concert.counters().get(Counter.OSC_BAD_FRAME));
    }
  }

  @Test
  void shouldGiveEverythingToTheLivingBesideTheDead() throws Exception {
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Concert concert =
            new Concert("127.0.0.1:" + freePort(), "nobody.invalid:7000", "127.0.0.1:" + port)) {
      oscdump.await(STROKES, "/inkcast/writer/4/stroke");
      assertCountsUp(1, oscdump.lines());
      assertCountsUp(4, oscdump.lines());
      List<OscOutput.Status> status = concert.output().status();
      assertTrue(status.get(0).failed() > 0, status::toString);
      assertEquals(0, status.get(2).failed());
    }
  }

  @Test
  void shouldBeReadByPureData() throws Exception {
    int port = freePort();
    Path patch =
        Files.writeString(
            folder.resolve("receive.pd"),
            """
            #N canvas 0 0 450 300 10;
            #X obj 10 10 netreceive -u -b %d;
            #X obj 10 40 oscparse;
            #X obj 10 70 list trim;
            #X obj 10 100 print OSC;
            #X connect 0 0 1 0;
            #X connect 1 0 2 0;
            #X connect 2 0 3 0;
            """
                .formatted(port));
    try (Helper pd =
            Helper.start(
                "pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", patch.toString());
        Concert concert = new Concert("127.0.0.1:" + port)) {
      pd.await(STROKES, "OSC: inkcast writer 4 stroke ");
      List<Integer> sequence = numbers("OSC: inkcast writer 4 stroke (\\d+) ", pd.lines());
      assertEquals(consecutive(sequence), sequence);
      assertTrue(concert.counters().get(Counter.OSC_SENT) > 0);
    }
  }

  @Test
  void shouldBeDissectedByWireshark() throws Exception {
    int port = freePort();
    try (Helper oscdump = Helper.start("oscdump", "-L", String.valueOf(port));
        Helper tshark =
            Helper.start(
                "tshark",
                "--enable-heuristic",
                "osc_udp",
                "-l",
                "-ilo",
                "-fudp port " + port,
                "-Yosc",
                "-Tfields",
                "-Eseparator=/s",
                "-eosc.message.header.path",
                "-eosc.message.header.format",
                "-eosc.message.int32",
                "-eosc.message.float")) {
      tshark.await("Capture started");
      try (Concert concert = new Concert("127.0.0.1:" + port)) {
        String line = tshark.await("/inkcast/writer/2/stroke ,iffffi ");
        assertTrue(line.matches("\\S+ ,iffffi \\d+,[01] -?[\\d.e-]+(,-?[\\d.e-]+){3}"), line);
        tshark.await("/inkcast/page ,ff  1920,1080");
        assertTrue(concert.counters().get(Counter.OSC_SENT) > 0);
      }
    }
  }

  private static void oscsend(Concert concert, String... message)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("oscsend", "127.0.0.1", concert.controlPort()));
    command.addAll(List.of(message));
    Helper.run(command.toArray(String[]::new));
  }

  private static void assertCountsUp(int writer, List<String> lines) {
    List<Integer> sequence = numbers("/writer/" + writer + "/stroke iffffi (\\d+) ", lines);
    assertEquals(consecutive(sequence), sequence);
    assertTrue(sequence.size() >= STROKES - 1, () -> "writer " + writer + ": " + sequence.size());
  }

  /** Between restarts, x and y are the last ones plus dx and dy. */
  private static void assertIsRunningSum(int writer, List<String> lines) {
    String base = "/inkcast/writer/" + writer;
    double x = Double.NaN;
    double y = Double.NaN;
    int checked = 0;
    for (String line : lines) {
      if (line.contains(base + "/restarts ")) {
        x = Double.NaN;
      } else if (line.contains(base + "/stroke ")) {
        String[] v = line.substring(line.indexOf("iffffi ") + "iffffi ".length()).split(" ");
        if (!Double.isNaN(x)) {
          assertEquals(x + Double.parseDouble(v[3]), Double.parseDouble(v[1]), 1e-3, line);
          assertEquals(y + Double.parseDouble(v[4]), Double.parseDouble(v[2]), 1e-3, line);
          checked++;
        }
        x = Double.parseDouble(v[1]);
        y = Double.parseDouble(v[2]);
      }
    }
    assertTrue(checked > STROKES / 2, "strokes between restarts: " + checked);
  }

  private static String timeTag(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static List<Integer> consecutive(List<Integer> sequence) {
    int first = sequence.getFirst();
    return IntStream.range(first, first + sequence.size()).boxed().toList();
  }

  private static List<Integer> numbers(String regex, List<String> lines) {
    Pattern pattern = Pattern.compile(regex);
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .toList();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      return socket.getLocalPort();
    }
  }
}
