package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.config.Config;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.web.ProposalRules;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Restart;
import inkcast.writer.Stroke;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import io.netty.buffer.Unpooled;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writers over a reload, and where they are told of. */
class ReloadedWritersTest extends ReloadingDaemon {
  @Test
  void shouldLetAPatternTellOfWritersThatCome() throws Exception {
    listen("/inkcast/writer/*/{stroke,restarts,hand}");
    await().until(() -> !of("/inkcast/writer/3/stroke").isEmpty());
    for (int round = 0; round < 2; round++) {
      messages.clear();
      write(SEEDED.replace("]}]", "]}, {seed: 4, hand: other}]"));
      reload();
      await().until(() -> of("/inkcast/writer/4/stroke").size() > 5);
      assertEquals("other", of("/inkcast/writer/4/hand").getFirst().arguments().getFirst());
      assertEquals(0, of("/inkcast/writer/4/restarts").getFirst().arguments().getFirst());
      assertDense("/inkcast/writer/4/stroke");
      assertDense("/inkcast/writer/1/stroke");
      write(SEEDED);
      reload();
      await().until(() -> get("/inkcast/writer/4").statusCode() == 404);
    }
  }

  @Test
  void shouldNotTouchABitOfThoseThatStay() throws Exception {
    listen("/inkcast/writer/*/stroke");
    await().until(() -> !of("/inkcast/writer/2/stroke").isEmpty());
    for (String more : List.of(", {seed: 4, hand: other}", ", {}, {hand: other}", "")) {
      write(SEEDED.replace("]}]", "]}" + more + "]"));
      int before = of("/inkcast/writer/2/stroke").size();
      reload();
      await().until(() -> of("/inkcast/writer/2/stroke").size() > before + 20);
    }
    // The same writers, of whom nobody else knows.
    Map<Object, List<Object>> alone = new HashMap<>();
    List<Message> told = of("/inkcast/writer/2/stroke");
    int last = (Integer) told.getLast().arguments().getFirst();
    write(SEEDED);
    Config config = Config.load(file);
    try (Crew crew = new Crew(1, System::nanoTime)) {
      Ensemble ensemble = Cast.of(config, ConfigOption.hands(config), crew).getFirst();
      for (int tick = 0; tick < last; tick++) {
        ensemble.step(
            new WriterListener() {
              @Override
              public void restarted(Writer writer, Restart cause) {}

              @Override
              public void wrote(Writer writer) {
                Stroke s = writer.stroke();
                if (writer.number() == 2) {
                  List<Object> stroke =
                      List.of(s.seq(), s.x(), s.y(), s.dx(), s.dy(), s.ink() ? 1 : 0);
                  alone.put(s.seq(), stroke);
                }
              }
            });
      }
    }
    assertDense("/inkcast/writer/2/stroke");
    for (Message stroke : told) {
      assertEquals(alone.get(stroke.arguments().getFirst()), stroke.arguments());
    }
  }

  @Test
  void shouldLetOnlyThoseBeginANewLineWhoAreToldSo() throws Exception {
    listen("/inkcast/writer/*/{restarts,hand,stroke}");
    await().until(() -> !of("/inkcast/writer/3/hand").isEmpty());
    messages.clear();
    write(SEEDED.replace("{seed: 1}", "{seed: 1, hand: other}").replace("[70, 900]", "[80, 90]"));
    reload();
    await().until(() -> !of("/inkcast/writer/3/restarts").isEmpty());
    await().until(() -> of("/inkcast/writer/3/stroke").size() > 5);
    assertEquals("other", of("/inkcast/writer/1/hand").getFirst().arguments().getFirst());
    assertEquals(1, of("/inkcast/writer/1/restarts").size());
    assertEquals(List.of(), of("/inkcast/writer/2/restarts"));
    assertEquals(List.of(), of("/inkcast/writer/3/hand"));
    for (int number = 1; number <= 3; number++) {
      assertDense("/inkcast/writer/" + number + "/stroke");
    }
  }

  @Test
  void shouldLetWritersGoOnThatHaveAHandAlreadyHoweverManyCame() throws Exception {
    listen("/inkcast/writer/*/{restarts,hand,stroke}");
    write(SEEDED.replace("]}]", "]}, {seed: 4}, {hand: other}]"));
    reload();
    await().until(() -> !of("/inkcast/writer/5/stroke").isEmpty());
    messages.clear();
    say("/inkcast/writer/*/hand", "\"cursive\"");
    await().until(() -> !of("/inkcast/writer/5/hand").isEmpty());
    int before = of("/inkcast/writer/1/stroke").size();
    await().until(() -> of("/inkcast/writer/1/stroke").size() > before + 5);
    for (int number = 1; number <= 4; number++) {
      assertEquals(List.of(), of("/inkcast/writer/" + number + "/restarts"));
    }
    assertEquals(1, of("/inkcast/writer/5/restarts").size());
  }

  @Test
  void shouldTellTargetsThatComeAndThoseThatStayWithoutAGap() throws Exception {
    try (DatagramSocket stays = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket comes = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      stays.setSoTimeout(10_000);
      comes.setSoTimeout(10_000);
      String one = "\"127.0.0.1:" + stays.getLocalPort() + "\"";
      String two = "\"127.0.0.1:" + comes.getLocalPort() + "\"";
      write(SEEDED, one);
      reload();
      int first = seq(stays, "/inkcast/writer/1/stroke");
      write(SEEDED.replace("]}]", "]}, {}]"), one + ", " + two);
      reload();
      assertEquals(0, seq(comes, "/inkcast/writer/4/restarts"));
      for (int i = 1; i <= 30; i++) {
        assertEquals(first + i, seq(stays, "/inkcast/writer/1/stroke"));
      }
      seq(stays, "/inkcast/writer/4/stroke");
    }
  }

  @Test
  void shouldTakeTargetsByMessageUntilTheFileNamesOthers() throws Exception {
    try (DatagramSocket one = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      one.setSoTimeout(10_000);
      other.setSoTimeout(10_000);
      String first = "\"127.0.0.1:" + one.getLocalPort() + "\"";
      String second = "\"127.0.0.1:" + other.getLocalPort() + "\"";
      listen("/inkcast/targets");
      await().until(() -> of("/inkcast/targets").size() == 1);
      assertEquals(List.of(), of("/inkcast/targets").getFirst().arguments());
      say("/inkcast/targets", first + ", " + second);
      seq(one, "/inkcast/writer/1/stroke");
      seq(other, "/inkcast/writer/1/stroke");
      assertEquals(
          "{\"TYPE\":\"ss\",\"VALUE\":[" + first + "," + second + "]}",
          get("/inkcast/targets?TYPE&VALUE").body());
      await().until(() -> of("/inkcast/targets").getLast().arguments().size() == 2);
      say("/inkcast/targets", "\"nowhere\"");
      await().until(() -> texts.size() == 1);
      assertEquals(
          "{\"error\":\"expected host:port, found nowhere\",\"for\":\"/inkcast/targets\"}",
          texts.getFirst());
      write(SEEDED, second);
      reload();
      await().until(() -> of("/inkcast/targets").getLast().arguments().size() == 1);
      ProposalRules.check(JSON.readTree(get("/").body()));
    }
  }

  @Test
  void shouldKeepTheTargetsOfAMessageIfTheFileNamesNoOthers() throws Exception {
    try (DatagramSocket one = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      one.setSoTimeout(10_000);
      String target = "\"127.0.0.1:" + one.getLocalPort() + "\"";
      say("/inkcast/targets", target);
      seq(one, "/inkcast/writer/1/stroke");
      writeOsc(SEEDED, "targets: [], refresh: 100ms");
      reload();
      seq(one, "/inkcast/writer/3/restarts");
      seq(one, "/inkcast/writer/3/restarts"); // told again and again
      assertEquals("{\"VALUE\":[" + target + "]}", get("/inkcast/targets?VALUE").body());
      say("/inkcast/targets", "");
      await().until(() -> texts.size() == 1);
      say("/inkcast/targets", "\"127.0.0.1:" + daemon.port() + "\"");
      await().until(() -> texts.size() == 2);
      say("/inkcast/targets", "\"localhost:" + daemon.port() + "\"");
      await().until(() -> texts.size() == 3);
      assertEquals(
          List.of(
              "{\"error\":\"expected strings, or F for none\"," + "\"for\":\"/inkcast/targets\"}",
              "{\"error\":\"127.0.0.1:%d is Inkcast's own port\",\"for\":\"/inkcast/targets\"}"
                  .formatted(daemon.port()),
              "{\"error\":\"localhost:%d is Inkcast's own port\",\"for\":\"/inkcast/targets\"}"
                  .formatted(daemon.port())),
          texts);
      seq(one, "/inkcast/writer/1/stroke");
      say("/inkcast/targets", "false");
      await().until(() -> get("/inkcast/targets?VALUE").body().equals("{\"VALUE\":[null]}"));
    }
  }

  /** The first number of the next message of an address. */
  private static int seq(DatagramSocket socket, String address) throws Exception {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      socket.receive(packet);
      for (Message message :
          new Decoder().decode(Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength()))) {
        if (message.address().equals(address)) {
          return (Integer) message.arguments().getFirst();
        }
      }
    }
  }
}
