package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Bytes;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.packet.Template;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles and spreading, through sockets. */
@Timeout(60)
class OscShapeTest {
  private static final int WRITERS = 100;
  private static final int MANY_WRITERS = 400; // whose ticks are far larger than a part
  private static final int MAX_DATAGRAM = 1472;
  private static final int HEADER = 16;
  private static final int SIZE = 4;
  private static final int TOO_MANY = 10_000;
  private static final int TICKS = 5;
  private static final int STROKES_OF_ALL = WRITERS * TICKS;

  private final Counters counters = new Counters();
  private final Decoder decoder = new Decoder();
  private Receiver receiver;
  private long ticks;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  static Stream<EventLoopGroup> kinds() {
    return Loops.kinds();
  }

  @Test
  void shouldSendATicksMessagesInABundleWithItsTimeTag() throws Exception {
    Performance performance = Scribblers.perform(2, counters);
    EventLoopGroup loops = Loops.open();
    try (OscOutput output = perform(loops, performance, false, recipient(receiver, Shape.BUNDLE))) {
      assertEquals(1, output.status().size());
      performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
      tick(performance, 1000);
      receiver.messages();
      performance.control().submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(0.5));
      performance.control().submit(Role.OPERATOR, "/inkcast/rate", List.of(30));
      performance.control().submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(0.25));
      tick(performance, 1500);
      assertEquals(
          Bytes.hex(
              "#bundle~<83aa7e81><80000000>"
                  + "<00000028>/inkcast/writer/2/temperature~~~,f~~<3e800000>"
                  + "<00000018>/inkcast/rate~~~,f~~<41f00000>"),
          Bytes.hex(Unpooled.wrappedBuffer(receiver.datagram())));
      assertEquals(List.of(), receiver.messages());
    } finally {
      Loops.close(loops);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldSplitBundlesAt1472BytesWithAllStrokesInOrder(EventLoopGroup loops) throws Exception {
    Performance performance = Scribblers.perform(WRITERS, counters);
    try (OscOutput output = perform(loops, performance, false, recipient(receiver, Shape.BUNDLE))) {
      List<String> strokes = new ArrayList<>();
      for (int i = 1; i <= TICKS; i++) {
        tick(performance, i * 1000L);
        int before = 0;
        int last = i * WRITERS;
        while (strokes.size() < last) {
          byte[] datagram = receiver.datagram();
          assertTrue(datagram.length <= MAX_DATAGRAM, () -> datagram.length + " bytes");
          int first = SIZE + Unpooled.wrappedBuffer(datagram).getInt(HEADER);
          assertTrue(before == 0 || before + first > MAX_DATAGRAM, "split too early");
          before = datagram.length;
          assertEquals(
              "2362756e646c6500%08x00000000".formatted(0x83aa7e80 + i),
              Bytes.hex(Unpooled.wrappedBuffer(datagram, 0, HEADER)));
          strokes.addAll(strokes(decoder.decode(Unpooled.wrappedBuffer(datagram))));
        }
        receiver.messages();
      }
      assertEquals(expectedStrokes(), strokes);
      assertEquals(0, output.status().getFirst().failed());
    } finally {
      Loops.close(loops);
    }
  }

  @Test
  void shouldGiveEachTargetItsOwnShape() throws Exception {
    Performance performance = Scribblers.perform(WRITERS, counters);
    EventLoopGroup loops = Loops.open();
    try (Receiver other = new Receiver();
        OscOutput output =
            perform(
                loops,
                performance,
                false,
                recipient(receiver, Shape.BUNDLE),
                recipient(other, Shape.TUPLE))) {
      tick(performance, 1000);
      List<Message> bundled = receiver.messages();
      assertEquals(bundled, other.messages());
      assertEquals(bundled.size(), output.status().getLast().sent());
      assertTrue(output.status().getFirst().sent() < bundled.size() / 10);
    } finally {
      Loops.close(loops);
    }
  }

  @Test
  void shouldTellEachNumberOfAStrokeAtAnAddressOfItsOwnWhenFlat() throws Exception {
    Performance performance = Scribblers.perform(2, counters);
    EventLoopGroup loops = Loops.open();
    try (Receiver other = new Receiver();
        OscOutput output =
            perform(
                loops,
                performance,
                true,
                recipient(receiver, Shape.FLAT),
                recipient(other, Shape.TUPLE))) {
      tick(performance, 1000);
      List<Message> flat = receiver.messages();
      List<Message> expected = new ArrayList<>();
      for (Message message : other.messages()) {
        if (message.address().endsWith("/stroke")) {
          String[] names = {"seq", "x", "y", "dx", "dy", "ink"};
          for (int i = 0; i < names.length; i++) {
            expected.add(
                new Message(
                    message.address().replace("stroke", names[i]),
                    message.types().substring(i, i + 1),
                    message.arguments().subList(i, i + 1)));
          }
        } else {
          expected.add(message);
        }
      }
      assertTrue(flat.size() >= 2 * 6, flat::toString);
      assertEquals(expected, flat);
      assertEquals(flat.size(), output.status().getFirst().sent());
    } finally {
      Loops.close(loops);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldLoseNothingAndKeepTheOrderWhenSpread(EventLoopGroup loops) throws Exception {
    Performance performance = Scribblers.perform(WRITERS, counters);
    try (OscOutput output = perform(loops, performance, true, recipient(receiver, Shape.TUPLE))) {
      List<String> strokes = new ArrayList<>();
      for (int i = 0; i < TICKS; i++) {
        tick(performance, 1000);
        strokes.addAll(strokes(receiver.messages()));
      }
      assertEquals(expectedStrokes(), strokes);
      assertEquals(0, output.status().getFirst().failed());
      assertEquals(0, counters.get(Counter.OSC_DROPPED));
    } finally {
      Loops.close(loops);
    }
  }

  @Test
  void shouldSpreadATickOverHalfThePeriodOfItsRate() throws Exception {
    Performance performance = Scribblers.perform(MANY_WRITERS, counters);
    List<Node> nodes = told(performance);
    EventLoopGroup loops = Loops.open();
    Settings settings =
        new Settings(List.of(recipient(receiver, Shape.TUPLE)), Shape.TUPLE, Duration.ZERO, true);
    try (OscOutput output = new OscOutput(loops, settings, performance.space(), counters)) {
      assertEquals(8, (double) nodes.size() / sentAtOnce(loops, output, nodes), 0.8); // by bytes
      performance.control().submit(Role.OPERATOR, "/inkcast/rate", List.of(30));
      tick(performance, 1000);
      assertEquals(16, (double) nodes.size() / sentAtOnce(loops, output, nodes), 1.6);
    } finally {
      Loops.close(loops);
    }
  }

  /** Sends a tick and gives how many datagrams had gone out when the event loop was free again. */
  private static long sentAtOnce(EventLoopGroup loops, OscOutput output, List<Node> nodes)
      throws Exception {
    LongSupplier sent = () -> output.status().getFirst().sent();
    long before = sent.getAsLong();
    EventLoop loop = loops.next();
    CountDownLatch hold = new CountDownLatch(1); // until all is in the loop's queue
    loop.execute(() -> assertDoesNotThrow(() -> hold.await()));
    nodes.forEach(output::changed);
    output.endOfTick(0);
    Future<Long> first = loop.submit(sent::getAsLong);
    hold.countDown();
    long atOnce = first.get() - before;
    await().until(() -> sent.getAsLong() == before + nodes.size());
    return atOnce;
  }

  @Test
  void shouldCutATickThatIsTooLargeAndTellTheStatesAnew() throws Exception {
    Performance performance = Scribblers.perform(2, counters);
    List<Node> nodes = told(performance);
    EventLoopGroup loops = Loops.open();
    try (OscOutput output = perform(loops, performance, false, recipient(receiver, Shape.BUNDLE))) {
      output.endOfTick(1000);
      assertEquals(nodes.size(), receiver.messages().size());
      Node heartbeat = node(nodes, "/inkcast/heartbeat");
      for (int i = 0; i < TOO_MANY; i++) {
        output.changed(heartbeat);
      }
      output.changed(node(nodes, "/inkcast/rate"));
      output.endOfTick(1017);
      assertEquals(1, counters.get(Counter.OSC_DROPPED));
      List<Message> cut = receiver.messages();
      assertTrue(!cut.isEmpty() && cut.size() < TOO_MANY, () -> cut.size() + " messages");
      output.endOfTick(1034);
      assertEquals(nodes.size(), receiver.messages().size());
      assertEquals(1, counters.get(Counter.OSC_DROPPED));
    } finally {
      Loops.close(loops);
    }
  }

  private static List<Node> told(Performance performance) {
    return performance.space().nodes().stream()
        .filter(n -> n.readable() && n.lasting() && !n.textual() && Template.fits(n.types()))
        .toList();
  }

  private static Node node(List<Node> nodes, String address) {
    return nodes.stream().filter(n -> n.address().equals(address)).findFirst().orElseThrow();
  }

  private OscOutput perform(
      EventLoopGroup loops, Performance performance, boolean spread, Recipient... recipients) {
    Settings settings = new Settings(Arrays.asList(recipients), Shape.TUPLE, Duration.ZERO, spread);
    OscOutput output = new OscOutput(loops, settings, performance.space(), counters);
    performance.outputs(List.of(output));
    return output;
  }

  private static Recipient recipient(Receiver receiver, Shape shape) {
    return new Recipient(receiver.address(), shape);
  }

  private void tick(Performance performance, long wallMillis) {
    performance.tick(ticks++ * 16_666_667, wallMillis);
  }

  /** Of writer and number, such as {@code "7 1"}. */
  private static List<String> strokes(List<Message> messages) {
    return messages.stream()
        .filter(m -> m.address().endsWith("/stroke"))
        .map(m -> m.address().split("/")[3] + " " + m.arguments().getFirst())
        .toList();
  }

  private static List<String> expectedStrokes() {
    return IntStream.range(0, STROKES_OF_ALL)
        .mapToObj(i -> (i % WRITERS + 1) + " " + (i / WRITERS + 1))
        .toList();
  }
}
