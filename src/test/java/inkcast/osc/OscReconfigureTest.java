package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Message;
import inkcast.stage.Role;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another configuration while ticks go on. */
@Timeout(60)
class OscReconfigureTest {
  private final Performance performance = Scribblers.perform(2, new Counters());
  private long ticks;

  @Test
  void shouldReplaceTargetsWithoutAMissingStrokeForThoseThatStay() throws Exception {
    EventLoopGroup loops = Loops.open();
    try (Receiver staying = new Receiver();
        Receiver leaving = new Receiver();
        Receiver coming = new Receiver();
        OscOutput output =
            output(loops, recipient(staying, Shape.TUPLE), recipient(leaving, Shape.TUPLE))) {
      tick();
      output.reconfigure(settings(recipient(coming, Shape.FLAT), recipient(staying, Shape.TUPLE)));
      String name = ":" + coming.address().getPort();
      await()
          .until(
              () ->
                  output.status().size() == 2
                      && output.status().getFirst().name().endsWith(name)
                      && output.status().getFirst().found());
      leaving.messages();
      tick();
      tick();
      assertEquals(
          List.of(1, 2, 3),
          staying.messages().stream()
              .filter(m -> m.address().equals("/inkcast/writer/2/stroke"))
              .map(m -> m.arguments().getFirst())
              .toList());
      assertEquals(List.of(), leaving.messages());
      List<String> addresses = coming.messages().stream().map(Message::address).toList();
      assertTrue(addresses.contains("/inkcast/writer/2/ink"), addresses::toString);
      assertTrue(addresses.contains("/inkcast/page"), addresses::toString); // told anew
    } finally {
      Loops.close(loops);
    }
  }

  @Test
  void shouldTellAllValuesWhenItBeginsAnewInTheMiddleOfATick() throws Exception {
    EventLoopGroup loops = Loops.open();
    try (Receiver receiver = new Receiver();
        OscOutput output = output(loops, recipient(receiver, Shape.BUNDLE))) {
      tick();
      receiver.messages();
      performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/restart", List.of());
      performance.commands().offer(() -> output.beginAnew(performance.space().tree()));
      tick();
      List<String> told = receiver.messages().stream().map(Message::address).toList();
      assertTrue(told.contains("/inkcast/page"), told::toString);
      assertEquals(told.size(), told.stream().distinct().count(), told::toString);
    } finally {
      Loops.close(loops);
    }
  }

  @Test
  void shouldTellWhatHappenedInTheTickInWhichTheNodesAreReplaced() throws Exception {
    EventLoopGroup loops = Loops.open();
    try (Receiver receiver = new Receiver();
        OscOutput output = output(loops, recipient(receiver, Shape.TUPLE))) {
      tick();
      receiver.messages();
      performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/restart", List.of());
      performance.commands().offer(performance.prepare(2, List.of(), 2)::run);
      tick();
      List<Message> told = receiver.messages();
      String writer = "/inkcast/writer/2/";
      assertEquals(
          List.of("restarts", "color", "pen", "stroke"),
          told.stream()
              .map(Message::address)
              .filter(address -> address.startsWith(writer))
              .map(address -> address.substring(writer.length()))
              .limit(4)
              .toList());
    } finally {
      Loops.close(loops);
    }
  }

  private OscOutput output(EventLoopGroup loops, Recipient... targets) {
    OscOutput output = new OscOutput(loops, settings(targets), performance.space(), new Counters());
    performance.outputs(List.of(output));
    return output;
  }

  private static Settings settings(Recipient... targets) {
    return new Settings(List.of(targets), Shape.TUPLE, Duration.ZERO, false);
  }

  private static Recipient recipient(Receiver receiver, Shape shape) {
    return new Recipient(receiver.address(), shape);
  }

  private void tick() {
    performance.tick(ticks++ * 16_666_667, 1000);
  }
}
