package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Allocations;
import inkcast.packet.BundleSequence;
import inkcast.packet.Template;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OscOutputAllocationTest {
  private static final int WRITERS = 8;
  private static final int WARM_UP = 5_000; // ticks, past the interpreter
  private static final int TICKS = 100;

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final List<Node> nodes = performance.space().nodes();

  private final long datagrams = datagrams(); // of a tick, to a target of each shape

  @Test
  void shouldAllocateNothingOnTheTicksThread() throws Exception {
    EventLoopGroup loops = Loops.open();
    try (Receiver receiver = new Receiver();
        OscOutput output =
            new OscOutput(
                loops,
                new Settings(
                    List.of(
                        new Recipient(receiver.address(), Shape.BUNDLE),
                        new Recipient(receiver.address(), Shape.TUPLE),
                        new Recipient(receiver.address(), Shape.FLAT)),
                    Shape.TUPLE,
                    Duration.ofSeconds(1),
                    false),
                performance.space(),
                counters)) {
      run(output, WARM_UP);
      assertEquals(0, Allocations.leastOf(20, () -> run(output, TICKS)));
      assertEquals(0, counters.get(Counter.OSC_DROPPED));
    } finally {
      Loops.close(loops);
    }
  }

  /** Every node changes in every tick, the strings too, and values are told again each second. */
  private void run(OscOutput output, int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      long sent = counters.get(Counter.OSC_SENT);
      for (int i = 0; i < nodes.size(); i++) {
        output.changed(nodes.get(i));
      }
      output.endOfTick(tick * 17L);
      while (counters.get(Counter.OSC_SENT) < sent + datagrams) {
        LockSupport.parkNanos(10_000);
      }
    }
  }

  private long datagrams() {
    ByteBuf bytes = Unpooled.buffer();
    BundleSequence bundles = new BundleSequence();
    bundles.begin(bytes);
    long count = 0;
    for (Node node : nodes) {
      if (node.readable() && node.lasting() && !node.textual() && Template.fits(node.types())) {
        bundles.add(new Template(node.address(), node.types()), node.numbers());
        count += 1 + Math.max(1, node.parts().size());
      }
    }
    for (int at = 0; at < bytes.writerIndex(); at = BundleSequence.endOf(bytes, at)) {
      count++;
    }
    return count;
  }
}
