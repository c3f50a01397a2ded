package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Message;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class OscOutputTest {
  private static final int WRITERS = 2;
  private static final int NODES =
      4 + WRITERS * 8; // page, rate, heartbeat, open; a hand's name is none

  private final EventLoopGroup loops = Loops.open();
  private final Counters counters = new Counters();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Performance performance = Scribblers.perform(WRITERS, counters);
  private long ticks;
  private long wallMillis = 1_000_000;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    Loops.close(loops);
  }

  @Test
  void shouldSendEveryNumberInItsFirstTickAndThenOnlyChanges() throws Exception {
    Receiver receiver = receiver();
    perform(Duration.ZERO, receiver.address());
    tick();
    List<Message> first = receiver.messages();
    assertEquals(NODES, addresses(first).size());
    assertEquals("/inkcast/writer/1/stroke", first.getFirst().address());
    assertTrue(
        first.contains(new Message("/inkcast/page", "ff", List.of(1920f, 1080f))), first::toString);
    assertEquals(WRITERS, strokes(first).size());
    tick();
    Set<String> second = addresses(receiver.messages());
    second.removeIf(address -> address.endsWith("/pen"));
    assertEquals(Set.of("/inkcast/writer/1/stroke", "/inkcast/writer/2/stroke"), second);
  }

  @Test
  void shouldSendEachMessageAsADatagramOfItsOwn() throws Exception {
    Receiver receiver = receiver();
    perform(Duration.ZERO, receiver.address());
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
    tick();
    receiver.messages();
    performance.control().submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(0.5));
    performance.control().submit(Role.OPERATOR, "/inkcast/rate", List.of(30));
    tick();
    assertEquals("/inkcast/writer/2/temperature~~~,f~~?~~~", text(receiver.datagram()));
    assertEquals("/inkcast/rate~~~,f~~A\ufffd~~", text(receiver.datagram()));
    assertEquals(List.of(), receiver.messages());
  }

  @Test
  void shouldTellTheLastStateOfATickAndEveryEvent() throws Exception {
    Receiver receiver = receiver();
    perform(Duration.ZERO, receiver.address());
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
    tick();
    receiver.messages();
    for (double temperature : new double[] {0.25, 0.5, 1.5}) {
      performance
          .control()
          .submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(temperature));
    }
    performance.control().submit(Role.VISITOR, "/inkcast/writer/2/restart", List.of());
    performance.control().submit(Role.VISITOR, "/inkcast/writer/2/restart", List.of());
    tick();
    List<Message> told = receiver.messages();
    assertEquals(
        List.of("temperature", "restarts", "color", "pen", "pen"),
        told.stream().map(m -> m.address().substring("/inkcast/writer/2/".length())).toList());
    assertEquals(List.of(1.5f), told.get(0).arguments());
    assertEquals(List.of(2), told.get(1).arguments());
  }

  @Test
  void shouldServeTheLivingBesideTheDead() throws Exception {
    Receiver living = receiver();
    Receiver dead = receiver();
    InetSocketAddress deadAddress = dead.address();
    dead.close();
    OscOutput output =
        perform(
            Duration.ZERO,
            deadAddress,
            InetSocketAddress.createUnresolved("no-such-host.invalid", 7000),
            living.address());
    int last = 300;
    for (int i = 1; i <= last; i++) {
      tick();
      long sent = counters.get(Counter.STROKES);
      await()
          .pollInterval(Duration.ofMillis(1)) // each tick waits, so that no socket overflows
          .until(() -> output.status().getLast().sent() >= sent);
    }
    assertEquals(IntStream.rangeClosed(1, last).boxed().toList(), sequence(living.messages()));
    await().until(() -> output.status().getFirst().failed() > 100);
    assertEquals(List.of(true, false, true), output.status().stream().map(s -> s.found()).toList());
    assertEquals(0, output.status().getLast().failed());
    assertEquals(0, counters.get(Counter.OSC_DROPPED));
    assertTrue(counters.get(Counter.OSC_SEND_ERRORS) > 100);
  }

  static Stream<EventLoopGroup> kinds() {
    return Loops.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReachAllKindsOfAddresses(EventLoopGroup kind) throws Exception {
    Receiver ipv4 = receiver();
    Receiver ipv6 = new Receiver("::1");
    open.add(ipv6);
    OscOutput output =
        new OscOutput(
            kind,
            settings(
                Duration.ZERO,
                ipv6.address(),
                InetSocketAddress.createUnresolved("localhost", ipv4.address().getPort())),
            performance.space(),
            counters);
    performance.outputs(List.of(output));
    await().until(() -> output.status().stream().allMatch(OscOutput.Status::found));
    tick();
    assertEquals(NODES, addresses(ipv4.messages()).size());
    assertEquals(NODES, addresses(ipv6.messages()).size());
    output.close();
    Loops.close(kind);
  }

  @Test
  void shouldDropAndCountTicksWhenTheEventLoopCannotKeepUp() throws Exception {
    Receiver receiver = receiver();
    perform(Duration.ZERO, receiver.address());
    CountDownLatch hold = new CountDownLatch(1);
    loops.next().execute(() -> hold(hold));
    for (int i = 0; i < Encoder.FRAMES + 3; i++) {
      tick();
    }
    assertEquals(3, counters.get(Counter.OSC_DROPPED));
    hold.countDown();
    List<Integer> sequence = new ArrayList<>(sequence(receiver.messages()));
    tick();
    sequence.addAll(sequence(receiver.messages()));
    List<Integer> expected =
        IntStream.rangeClosed(1, Encoder.FRAMES).boxed().collect(Collectors.toList());
    expected.add(Encoder.FRAMES + 4);
    assertEquals(expected, sequence);
    assertEquals(3, counters.get(Counter.OSC_DROPPED));
  }

  @Test
  void shouldTellEverythingAgainAtTimesButNoStrokeTwice() throws Exception {
    Receiver receiver = receiver();
    perform(Duration.ofSeconds(10), receiver.address());
    tick();
    wallMillis += 9_000;
    tick();
    receiver.messages();
    wallMillis += 1_000;
    tick();
    List<Message> again = receiver.messages();
    assertEquals(NODES, addresses(again).size());
    assertEquals(WRITERS, strokes(again).size());
    wallMillis -= 3_600_000; // the clock is set back
    tick();
    assertEquals(NODES, addresses(receiver.messages()).size());
    tick();
    assertEquals(WRITERS, strokes(receiver.messages()).size());
  }

  @Test
  void shouldSpreadTheValuesOfManyWritersOverTicks() throws Exception {
    int writers = 100;
    performance = Scribblers.perform(writers, counters);
    Receiver receiver = receiver();
    perform(Duration.ZERO, receiver.address());
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
    tick();
    // The pauses are told because they have changed.
    Set<String> told = addresses(receiver.messages());
    assertEquals(writers + OscOutput.REFRESHED_IN_A_TICK, told.size());
    tick();
    Set<String> more = addresses(receiver.messages());
    assertEquals(OscOutput.REFRESHED_IN_A_TICK, more.size());
    told.addAll(more);
    for (int i = 0; i < 12; i++) {
      tick();
    }
    told.addAll(addresses(receiver.messages()));
    assertEquals(4 + writers * 8, told.size());
  }

  @Test
  void shouldSayNothingWithoutTargets() {
    OscOutput output = perform(Duration.ZERO);
    tick();
    assertFalse(output.status().iterator().hasNext());
    assertEquals(0, counters.get(Counter.OSC_SENT));
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Message> strokes(List<Message> messages) {
    return messages.stream().filter(m -> m.address().endsWith("/stroke")).toList();
  }

  /** Numbers of the first writer's strokes. */
  private static List<Integer> sequence(List<Message> messages) {
    return strokes(messages).stream()
        .filter(m -> m.address().equals("/inkcast/writer/1/stroke"))
        .map(m -> (Integer) m.arguments().getFirst())
        .toList();
  }

  private static String text(byte[] datagram) {
    return new String(datagram, StandardCharsets.UTF_8).replace('\0', '~');
  }

  private static Set<String> addresses(List<Message> messages) {
    return messages.stream().map(Message::address).collect(Collectors.toSet());
  }

  private Receiver receiver() throws Exception {
    Receiver receiver = new Receiver();
    open.add(receiver);
    return receiver;
  }

  private OscOutput perform(Duration refresh, InetSocketAddress... targets) {
    OscOutput output =
        new OscOutput(loops, settings(refresh, targets), performance.space(), counters);
    open.addFirst(output);
    performance.outputs(List.of(output));
    return output;
  }

  private static Settings settings(Duration refresh, InetSocketAddress... targets) {
    List<Recipient> recipients =
        Stream.of(targets).map(to -> new Recipient(to, Shape.TUPLE)).toList();
    return new Settings(recipients, Shape.TUPLE, refresh, false);
  }

  private void tick() {
    performance.tick(ticks++ * 16_666_667, wallMillis);
  }
}
