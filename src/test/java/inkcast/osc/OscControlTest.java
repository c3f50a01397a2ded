package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Bytes;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class OscControlTest {
  private static final Predicate<InetAddress> NOBODY = address -> false;

  private final EventLoopGroup loops = Loops.open();
  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(3, counters);
  private final List<OscOutput> outputs = new ArrayList<>();
  private long ticks;

  @AfterEach
  void close() {
    outputs.forEach(OscOutput::close);
    Loops.close(loops);
  }

  @Test
  void shouldSetATemperature() throws Exception {
    try (OscControl control = open("127.0.0.1", NOBODY)) {
      send(control, "/inkcast/writer/2/temperature~~~,f~~<3f000000>");
      assertEquals(0.5, value("/inkcast/writer/2/temperature"));
    }
  }

  @Test
  void shouldTakePatternsInBundles() throws Exception {
    try (OscControl control = open("127.0.0.1", NOBODY)) {
      send(
          control,
          "#bundle~<ffffffffffffffff><0000002c>/inkcast/writer/[13]/temperature~~~~,i~~<00000001>"
              + "<00000020>/inkcast/writer/2/restart~~~,T~~");
      assertEquals(1, value("/inkcast/writer/1/temperature"));
      assertEquals(0.65f, value("/inkcast/writer/2/temperature"), 1e-6);
      assertEquals(1, value("/inkcast/writer/3/temperature"));
      assertEquals(1, value("/inkcast/writer/2/restarts"));
    }
  }

  @Test
  void shouldLetOnlyOperatorsPause() throws Exception {
    try (OscControl visitors = open("127.0.0.1", NOBODY);
        OscControl operators = open("127.0.0.1", InetAddress::isLoopbackAddress)) {
      send(visitors, "/inkcast/writer/1/pause~,T~~");
      assertEquals(0, value("/inkcast/writer/1/pause"));
      assertEquals(1, counters.get(Counter.REFUSED_FORBIDDEN));
      send(operators, "/inkcast/writer/1/pause~,T~~");
      assertEquals(1, value("/inkcast/writer/1/pause"));
    }
  }

  static Stream<EventLoopGroup> kinds() {
    return Loops.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldKnowAnIpv4OperatorOnAnIpv6Socket(EventLoopGroup kind) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
    try (OscControl control =
        OscControl.open(any, reception(kind, InetAddress::isLoopbackAddress))) {
      send(control, "/inkcast/writer/1/pause~,T~~");
      assertEquals(1, value("/inkcast/writer/1/pause"));
    }
    Loops.close(kind);
  }

  @Test
  void shouldCountWhatIsMalformedAndGoOn() throws Exception {
    try (OscControl control = open("127.0.0.1", NOBODY)) {
      send(control, "/inkcast/writer/1/temperature~~~,f~~");
      send(control, "hello~~~");
      send(control, "");
      send(control, "/inkcast/writer/1/temperature~~~,f~~<7fc00000>");
      send(control, "/nobody~");
      send(control, "/inkcast/writer/1/temperature~~~,N~~");
      send(control, "/inkcast/writer/1/temperature~~~,f~~<3f800000>");
      assertEquals(1, value("/inkcast/writer/1/temperature"));
      assertEquals(1, counters.get(Counter.OSC_BAD_ARGUMENTS));
      assertEquals(1, counters.get(Counter.OSC_BAD_ADDRESS));
      assertEquals(1, counters.get(Counter.OSC_BAD_SIZE));
      assertEquals(1, counters.get(Counter.REFUSED_NOT_FINITE));
      assertEquals(1, counters.get(Counter.REFUSED_UNKNOWN_ADDRESS));
      assertEquals(1, counters.get(Counter.REFUSED_WRONG_TYPE));
    }
  }

  @Test
  void shouldReceiveTheLargestDatagramsWhole() throws Exception {
    String message = "/inkcast/writer/1/temperature~~~,f~~<%08x>";
    StringBuilder bundle = new StringBuilder("#bundle~<0000000000000001>");
    for (int i = 1; i <= 1000; i++) {
      bundle.append("<00000028>").append(message.formatted(Float.floatToIntBits(i / 1000f)));
    }
    bundle.append("<00004e20>/").append("x".repeat(19_995)).append("~,~~"); // 20,000 bytes
    String packet = bundle.toString().replace("~,~~", "~~~~");
    try (OscControl control = open("127.0.0.1", NOBODY)) {
      send(control, packet);
      assertEquals(0, counters.get(Counter.OSC_BAD_BUNDLE));
      assertEquals(1, value("/inkcast/writer/1/temperature"));
    }
  }

  @Test
  void shouldNotSubscribeItself() throws Exception {
    try (OscControl control = open("127.0.0.1", NOBODY)) {
      send(control, "/inkcast/notify~,ii~<00000001><%08x>".formatted(control.port()));
      assertEquals(0, counters.get(Counter.OSC_SUBSCRIBERS));
      assertEquals(1, counters.get(Counter.OSC_REFUSED_SUBSCRIBERS));
    }
  }

  @Test
  void shouldServeTheLivingBesideASubscriberWhosePortIsClosed() throws Exception {
    try (OscControl control = open("127.0.0.1", NOBODY);
        Receiver living = new Receiver()) {
      performance.outputs(List.of(outputs.getFirst()));
      int closed;
      try (Receiver dead = new Receiver()) {
        closed = dead.address().getPort();
      }
      send(control, "/inkcast/notify~,ii~<00000001><%08x>".formatted(closed));
      send(control, "/inkcast/notify~,ii~<00000001><%08x>".formatted(living.address().getPort()));
      assertEquals("/inkcast/notify.reply", living.messages().getFirst().address());
      for (int i = 0; i < 20; i++) {
        send(control, "/inkcast/writer/2/temperature~~~,f~~<3f000000>");
        loops.next().submit(() -> {}).syncUninterruptibly(); // it has sent
      }
      List<Integer> seq =
          living.messages().stream()
              .filter(m -> m.address().equals("/inkcast/writer/1/stroke"))
              .map(m -> (Integer) m.arguments().getFirst())
              .toList();
      assertEquals(20, seq.size());
      assertEquals(seq.getFirst() + 19, seq.getLast());
      assertEquals(2, counters.get(Counter.OSC_SUBSCRIBERS));
    }
  }

  @Test
  void shouldSayThatThePortIsTaken() throws Exception {
    try (OscControl first = open("127.0.0.1", NOBODY)) {
      InetSocketAddress same =
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), first.port());
      BindException taken =
          assertThrows(BindException.class, () -> OscControl.open(same, reception(loops, NOBODY)));
      assertEquals(
          "UDP port " + first.port() + " on 127.0.0.1 is taken by another program",
          taken.getMessage());
    }
  }

  @Test
  void shouldSayThatTheAddressIsNotOurs() {
    InetSocketAddress foreign = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
    BindException refused =
        assertThrows(BindException.class, () -> OscControl.open(foreign, reception(loops, NOBODY)));
    assertTrue(
        refused.getMessage().startsWith("UDP port 0 on 192.0.2.1 cannot be used: "),
        refused::getMessage);
  }

  private OscControl open(String address, Predicate<InetAddress> operators) throws IOException {
    return OscControl.open(
        new InetSocketAddress(InetAddress.ofLiteral(address), 0), reception(loops, operators));
  }

  private Reception reception(EventLoopGroup group, Predicate<InetAddress> operators) {
    Settings nobody = new Settings(List.of(), Shape.TUPLE, Duration.ZERO, false);
    OscOutput output = new OscOutput(group, nobody, performance.space(), counters);
    outputs.add(output);
    return new Reception(performance, output, operators, "test", counters);
  }

  /** Sends a packet and waits until it was received and a tick has acted on it. */
  private void send(OscControl control, String packet) throws IOException {
    byte[] bytes = ByteBufUtil.getBytes(Bytes.of(packet));
    long received = counters.get(Counter.OSC_RECEIVED);
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      socket.send(new DatagramPacket(bytes, bytes.length, loopback, control.port()));
    }
    await().until(() -> counters.get(Counter.OSC_RECEIVED) > received);
    loops.next().submit(() -> {}).syncUninterruptibly(); // the handler has returned
    performance.tick(ticks++ * 16_666_667, 0);
  }

  private double value(String address) {
    Node node = Objects.requireNonNull(performance.space().node(address));
    return node.numbers()[0];
  }
}
