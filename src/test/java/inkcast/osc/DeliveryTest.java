package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Recipient;
import inkcast.packet.BundleSequence;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.packet.Template;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a tick is spread, on a clock that stands until it is moved. */
class DeliveryTest {
  private static final Template TEMPLATE = new Template("/inkcast/writer/1/stroke", "iffffi");
  private static final int MANY = 1000;
  private static final int PARTS = 8; // a part each of the 8.3 ms that are half of a period
  private static final int MOST = MANY / PARTS + 1; // in a part, as messages are not cut

  private final MockTicker clock = Ticker.newMockTicker();
  private final EmbeddedChannel socket = EmbeddedChannel.builder().ticker(clock).build();
  private final Decoder decoder = new Decoder();
  private final List<ByteBuf> ticks = new ArrayList<>();

  @AfterEach
  void close() {
    socket.finishAndReleaseAll();
    for (ByteBuf tick : ticks) {
      assertEquals(1, tick.refCnt());
      tick.release();
    }
  }

  @Test
  void shouldSpreadATickOverHalfItsPeriodInOrder() throws Exception {
    Delivery delivery = delivery(60, false, true);
    delivery.accept(tick(0, MANY));
    List<Integer> sent = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<Integer> now = sent();
      assertTrue(!now.isEmpty() && now.size() <= MOST, () -> now.size() + " at once");
      sent.addAll(now);
      pass(1);
    }
    assertEquals(numbers(0, MANY), sent);
  }

  @Test
  void shouldSpreadBundlesWhole() throws Exception {
    Delivery delivery = delivery(60, true, true);
    delivery.accept(tick(0, MANY));
    List<Integer> sent = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<Integer> now = sent();
      assertTrue(now.size() <= MOST + BundleSequence.MAX_BUNDLE / TEMPLATE.size());
      sent.addAll(now);
      pass(1);
    }
    assertEquals(numbers(0, MANY), sent);
  }

  @Test
  void shouldSendWhatIsLeftBeforeTheNextTick() throws Exception {
    Delivery delivery = delivery(60, false, true);
    ByteBuf first = tick(0, MANY);
    delivery.accept(first);
    pass(1);
    delivery.accept(tick(MANY, MANY));
    List<Integer> sent = sent();
    assertTrue(sent.size() >= MANY && sent.size() <= MANY + MOST, () -> sent.size() + " sent");
    assertEquals(1, first.refCnt());
    for (int part = 1; part < PARTS; part++) {
      pass(1);
      List<Integer> now = sent();
      assertTrue(now.size() <= MOST, () -> now.size() + " at once");
      sent.addAll(now);
    }
    assertEquals(numbers(0, 2 * MANY), sent);
  }

  @Test
  void shouldCatchUpWhenTheLoopWasBusy() throws Exception {
    Delivery delivery = delivery(60, false, true);
    delivery.accept(tick(0, MANY));
    pass(PARTS - 1);
    assertEquals(numbers(0, MANY), sent());
  }

  @ParameterizedTest
  @CsvSource({"60, false, 1000", "250, true, 500", "251, true, 1000", "1000, true, 1000"})
  void shouldSpreadOnlyIfAskedAndTheTickIsLongEnough(double rate, boolean spread, int atOnce)
      throws Exception {
    Delivery delivery = delivery(rate, false, spread);
    delivery.accept(tick(0, MANY));
    assertEquals(numbers(0, atOnce), sent());
    pass(1);
    assertEquals(numbers(atOnce, MANY - atOnce), sent());
  }

  @Test
  void shouldNotDelayFew() throws Exception {
    int few = 22; // as many as fit into a bundle
    delivery(1, false, true).accept(tick(0, few));
    assertEquals(numbers(0, few), sent());
  }

  @Test
  void shouldLetGoOfAllWhenClosed() throws Exception {
    Delivery delivery = delivery(1, false, true);
    delivery.accept(tick(0, MANY));
    delivery.close();
    socket.runPendingTasks();
    assertEquals(numbers(0, MANY), sent());
  }

  private Delivery delivery(double rate, boolean bundled, boolean spread) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7000);
    Shape shape = bundled ? Shape.BUNDLE : Shape.TUPLE;
    Target target = new Target(new Recipient(address, shape), new Counters());
    target.route(new DatagramRoute(socket, address, target, null));
    Audience audience = new Audience();
    audience.change(List.of(), List.of(target));
    Delivery delivery = new Delivery(socket.eventLoop(), audience);
    delivery.spread(spread);
    delivery.rate(rate);
    return delivery;
  }

  private void pass(int millis) {
    clock.advanceMillis(millis);
    socket.runPendingTasks();
  }

  private ByteBuf tick(int firstNumber, int messages) {
    ByteBuf bytes = Unpooled.directBuffer();
    BundleSequence bundles = new BundleSequence();
    bundles.begin(bytes);
    for (int i = 0; i < messages; i++) {
      bundles.add(TEMPLATE, new double[] {firstNumber + i, 0, 0, 0, 0, 1});
    }
    bundles.end(0);
    ticks.add(bytes);
    return bytes;
  }

  /** Numbers of the messages sent since the last call. */
  private List<Integer> sent() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    DatagramPacket datagram = socket.readOutbound();
    while (datagram != null) {
      for (Message message : decoder.decode(datagram.content())) {
        numbers.add((Integer) message.arguments().getFirst());
      }
      datagram.release();
      datagram = socket.readOutbound();
    }
    return numbers;
  }

  private static List<Integer> numbers(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }
}
