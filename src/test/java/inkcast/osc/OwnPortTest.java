package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.osc.OscOutput.Status;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Scribblers;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Targets that are Inkcast itself: what they were told would come back as commands. */
@Timeout(60)
class OwnPortTest {
  @Test
  void shouldSendNothingToItsOwnPort() throws Exception {
    try (Concert concert = new Concert();
        Receiver other = new Receiver()) {
      int own = Integer.parseInt(concert.controlPort());
      concert
          .output()
          .reconfigure(
              settings(
                  at("127.0.0.1", own),
                  at("127.0.0.9", own),
                  at("0.0.0.0", own),
                  at("localhost", own),
                  other.address()));
      await()
          .until(
              () ->
                  concert.output().status().size() == 5
                      && concert.output().status().getLast().found());
      other.datagram();
      other.datagram();
      assertEquals(
          List.of(false, false, false, false, true),
          concert.output().status().stream().map(Status::found).toList());
      assertEquals(0, concert.counters().get(Counter.OSC_RECEIVED));
    }
  }

  @Test
  void shouldSendNothingToAPortThatBecomesItsOwn() throws Exception {
    EventLoopGroup loops = Loops.open();
    try (Receiver own = new Receiver();
        Receiver other = new Receiver();
        OscOutput output =
            new OscOutput(
                loops,
                settings(own.address(), other.address()),
                Scribblers.perform(1, new Counters()).space(),
                new Counters())) {
      output.avoid(own.address().getPort());
      assertEquals(List.of(false, true), output.status().stream().map(Status::found).toList());
    } finally {
      Loops.close(loops);
    }
  }

  private static InetSocketAddress at(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static Settings settings(InetSocketAddress... targets) {
    return new Settings(
        Stream.of(targets).map(to -> new Recipient(to, Shape.TUPLE)).toList(),
        Shape.TUPLE,
        Duration.ZERO,
        false);
  }
}
