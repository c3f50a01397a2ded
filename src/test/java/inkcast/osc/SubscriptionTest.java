package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Bytes;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notify and status from senders that the test makes up, on a clock that stands until moved. */
class SubscriptionTest {
  private static final int WRITERS = 2;
  private static final String NOTIFY = "/inkcast/notify~,i~~<00000001>";
  private static final String LEAVE = "/inkcast/notify~,i~~<00000000>";
  private static final String STATUS = "/inkcast/status~";
  private static final String REPLY = "/inkcast/notify.reply";

  private final MockTicker clock = Ticker.newMockTicker();
  private final EmbeddedChannel socket = EmbeddedChannel.builder().ticker(clock).build();
  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final OscOutput output =
      new OscOutput(socket.eventLoop(), settings(Shape.TUPLE), performance.space(), counters);
  private final Decoder decoder = new Decoder();
  private long ticks;

  SubscriptionTest() {
    performance.outputs(List.of(output));
    socket
        .pipeline()
        .addLast(
            new ControlHandler(
                new Reception(performance, output, source -> false, "1.2.3", counters)));
  }

  @AfterEach
  void close() {
    output.close();
    socket.runPendingTasks();
    socket.finishAndReleaseAll();
  }

  @Test
  void shouldAnswerThenTellEveryValueThenStrokes() throws Exception {
    hear("10.0.0.5", 9000, NOTIFY);
    assertEquals(List.of("10.0.0.5:9000 " + new Message(REPLY, "iis", List.of(1, 30, ""))), sent());
    tick();
    List<String> told = sent();
    assertEquals(
        performance.space().nodes().stream()
            .filter(node -> node.readable() && node.lasting())
            .map(Node::address)
            .collect(Collectors.toSet()),
        Set.copyOf(addresses(told)));
    assertTrue(told.contains("10.0.0.5:9000 /inkcast/writer/2/hand s \"test\""), told::toString);
    tick();
    assertEquals(
        List.of("/inkcast/writer/1/stroke", "/inkcast/writer/2/stroke"),
        addresses(sent()).stream().filter(address -> address.endsWith("/stroke")).toList());
    assertEquals(1, counters.get(Counter.OSC_SUBSCRIBERS));
  }

  @Test
  void shouldSendToAnotherPortOfTheSameHost() throws Exception {
    hear("10.0.0.5", 9000, "/inkcast/notify~,ii~<00000001><00001f40>");
    tick();
    List<String> told = sent();
    assertTrue(told.size() > 10 && told.getFirst().contains(REPLY), told::toString);
    assertTrue(told.stream().allMatch(m -> m.startsWith("10.0.0.5:8000 ")), told::toString);
    hear("10.0.0.5", 9001, "/inkcast/notify~,ii~<00000000><00001f40>");
    assertEquals(0, counters.get(Counter.OSC_SUBSCRIBERS));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "10.255.0.1, true",
    "172.16.0.1, true",
    "172.31.255.255, true",
    "192.168.7.7, true",
    "169.254.1.1, true",
    "::1, true",
    "fe80::1, true",
    "fd12:3456::1, true",
    "fc00::1, true",
    "172.32.0.1, false",
    "192.169.0.1, false",
    "198.51.100.7, false",
    "100.64.0.1, false",
    "0.0.0.0, false",
    "255.255.255.255, false",
    "224.0.0.1, false",
    "2001:db8::1, false",
    "fec0::1, false",
    "ff02::1, false",
    "::, false"
  })
  void shouldAnswerTheVicinityAlone(String host, boolean answered) throws Exception {
    hear(host, 9000, NOTIFY);
    hear(host, 9000, STATUS);
    tick();
    assertEquals(answered, !sent().isEmpty());
    assertEquals(answered ? 0 : 2, counters.get(Counter.OSC_REFUSED_STRANGERS));
    assertEquals(answered ? 1 : 0, counters.get(Counter.OSC_SUBSCRIBERS));
  }

  @Test
  void shouldEndALeaseAfter30SecondsUnlessRenewed() throws Exception {
    hear("10.0.0.5", 9000, NOTIFY);
    hear("10.0.0.6", 9000, NOTIFY);
    pass(29_999);
    hear("10.0.0.6", 9000, NOTIFY);
    assertEquals(List.of("10.0.0.5:9000", "10.0.0.6:9000"), told());
    pass(1);
    assertEquals(List.of("10.0.0.6:9000"), told());
    assertEquals(1, counters.get(Counter.OSC_ENDED_LEASES));
    pass(29_998);
    assertEquals(List.of("10.0.0.6:9000"), told());
    pass(1);
    assertEquals(List.of(), told());
    assertEquals(0, counters.get(Counter.OSC_SUBSCRIBERS));
    hear("10.0.0.5", 9000, NOTIFY);
    assertEquals(List.of("10.0.0.5:9000"), told());
  }

  @Test
  void shouldTellEveryValueAgainWhenRenewed() throws Exception {
    hear("10.0.0.5", 9000, NOTIFY);
    tick();
    sent();
    hear("10.0.0.5", 9000, NOTIFY);
    tick();
    assertTrue(addresses(sent()).contains("/inkcast/page"));
    assertEquals(1, counters.get(Counter.OSC_SUBSCRIBERS));
  }

  @Test
  void shouldTellThe65thWhyNot() throws Exception {
    for (int i = 0; i < 64; i++) {
      hear("10.0.0.5", 9000 + i, NOTIFY);
    }
    sent();
    hear("10.0.0.6", 9000, NOTIFY);
    assertEquals(
        List.of(
            "10.0.0.6:9000 "
                + new Message(REPLY, "iis", List.of(0, 0, "there are 64 subscribers already"))),
        sent());
    assertEquals(1, counters.get(Counter.OSC_REFUSED_SUBSCRIBERS));
    hear("10.0.0.5", 9063, NOTIFY); // may renew
    assertTrue(sent().getFirst().contains("iis 1 30"));
    hear("10.0.0.5", 9000, LEAVE);
    hear("10.0.0.6", 9000, NOTIFY);
    assertTrue(sent().getLast().contains("iis 1 30"));
    assertEquals(64, counters.get(Counter.OSC_SUBSCRIBERS));
    assertEquals(64, told().size());
  }

  @Test
  void shouldTellNothingMoreToWhoLeaves() throws Exception {
    hear("10.0.0.5", 9000, NOTIFY);
    hear("10.0.0.6", 9000, NOTIFY);
    hear("10.0.0.6", 9000, LEAVE); // before it was told anything
    tick();
    sent();
    hear("10.0.0.5", 9000, LEAVE);
    assertTrue(sent().getFirst().contains("iis 1 0 \"\""));
    assertEquals(List.of(), told());
    hear("10.0.0.5", 9000, LEAVE);
    assertTrue(sent().getFirst().contains("iis 0 0 \"there was no subscription\""));
    assertEquals(0, counters.get(Counter.OSC_SUBSCRIBERS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inkcast/notify~",
        "/inkcast/notify~,s~~on~~",
        "/inkcast/notify~,ii~<00000001><00000000>",
        "/inkcast/notify~,ii~<00000001><00010000>",
        "/inkcast/notify~,iii~~~~<00000001><00001f40><00000000>",
      })
  void shouldSayWhatIsExpected(String packet) throws Exception {
    hear("10.0.0.5", 9000, packet);
    List<String> answer = sent();
    assertTrue(answer.getFirst().contains("iis 0 0 \"expected "), answer::toString);
    assertEquals(1, counters.get(Counter.OSC_REFUSED_SUBSCRIBERS));
    assertEquals(List.of(), told());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/inkcast/notify~,T~~", "/inkcast/notify~,f~~<3f800000>"})
  void shouldTakeAButton(String packet) throws Exception {
    hear("10.0.0.5", 9000, packet);
    assertEquals(List.of("10.0.0.5:9000"), told());
  }

  @Test
  void shouldAnswerStatus() throws Exception {
    tick();
    tick();
    counters.add(Counter.WEB_CONNECTIONS, 3);
    hear("10.0.0.5", 9000, NOTIFY);
    sent();
    hear("10.0.0.7", 9000, STATUS);
    assertEquals(
        List.of("10.0.0.7:9000 /inkcast/status.reply iiiifs 2 4 2 0 60.0 \"1.2.3\""), sent());
  }

  @Test
  void shouldTellInTheConfiguredShape() throws Exception {
    output.reconfigure(settings(Shape.FLAT));
    hear("10.0.0.5", 9000, NOTIFY);
    tick();
    List<String> flat = addresses(sent());
    assertTrue(flat.contains("/inkcast/writer/2/ink"), flat::toString);
    assertTrue(!flat.contains("/inkcast/writer/2/stroke"), flat::toString);
    output.reconfigure(settings(Shape.BUNDLE));
    hear("10.0.0.5", 9000, NOTIFY);
    sent();
    performance.tick(ticks++ * 16_666_667, 1000);
    socket.runPendingTasks();
    int datagrams = 0;
    for (DatagramPacket d = socket.readOutbound(); d != null; d = socket.readOutbound()) {
      assertEquals(0x2362756e, d.content().getInt(0));
      datagrams++;
      d.release();
    }
    assertEquals(2, datagrams); // the values, and the tick's
  }

  private static Settings settings(Shape shape) {
    return new Settings(List.of(), shape, Duration.ZERO, false);
  }

  private void hear(String host, int port, String packet) {
    InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 7601);
    InetSocketAddress sender = new InetSocketAddress(InetAddress.ofLiteral(host), port);
    socket.writeInbound(new DatagramPacket(Bytes.of(packet), here, sender));
  }

  private void tick() {
    performance.tick(ticks++ * 16_666_667, 0);
    pass(0);
  }

  private void pass(long millis) {
    clock.advanceMillis(millis);
    socket.runPendingTasks();
  }

  /** Who is told of a tick. */
  private List<String> told() throws Exception {
    for (int i = 0; i < 3; i++, tick()) {
      sent(); // of what newcomers are told meanwhile
    }
    return List.copyOf(new TreeSet<>(sent().stream().map(m -> m.split(" ")[0]).toList()));
  }

  /** Whom each message since the last call went to, and what it said. */
  private List<String> sent() throws Exception {
    List<String> sent = new ArrayList<>();
    for (DatagramPacket d = socket.readOutbound(); d != null; d = socket.readOutbound()) {
      InetSocketAddress to = d.recipient();
      for (Message message : decoder.decode(d.content())) {
        sent.add(to.getAddress().getHostAddress() + ":" + to.getPort() + " " + message);
      }
      d.release();
    }
    return sent;
  }

  private static List<String> addresses(List<String> sent) {
    return sent.stream().map(m -> m.split(" ")[1]).toList();
  }
}
