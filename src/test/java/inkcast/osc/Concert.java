package inkcast.osc;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.tick.Clock;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.tick.TickLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Four writers at 60 ticks a second with OSC out and in, as the daemon has them. */
final class Concert implements AutoCloseable {
  static final int WRITERS = 4;
  private static final int RATE = 60;

  private final Counters counters = new Counters();
  private final EventLoopGroup loops = Loops.open();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final TickLoop ticks = new TickLoop(Clock.SYSTEM, RATE, counters, lateness -> {});
  private final Thread thread = new Thread(() -> ticks.run(performance::tick), "tick");
  private final OscControl control;
  private final OscStream stream;
  private final OscOutput output;

  /**
   * Begins to write, a datagram a message.
   *
   * @param targets host:port
   */
  Concert(String... targets) throws IOException {
    this(Shape.TUPLE, targets);
  }

  /**
   * Begins to write.
   *
   * @param targets host:port
   */
  Concert(Shape shape, String... targets) throws IOException {
    List<Recipient> to =
        Arrays.stream(targets).map(t -> new Recipient(unresolved(t), shape)).toList();
    output =
        new OscOutput(
            loops,
            new Settings(to, shape, Duration.ofSeconds(10), false),
            performance.space(),
            counters);
    Reception reception =
        new Reception(performance, output, InetAddress::isLoopbackAddress, "test", counters);
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    control = OscControl.open(any, reception);
    stream = OscStream.open(any, reception, counters);
    performance.outputs(List.of(output));
    thread.start();
  }

  String controlPort() {
    return String.valueOf(control.port());
  }

  int streamPort() {
    return stream.port();
  }

  Performance performance() {
    return performance;
  }

  OscOutput output() {
    return output;
  }

  Counters counters() {
    return counters;
  }

  @Override
  public void close() throws InterruptedException {
    ticks.stop();
    thread.join();
    control.close();
    stream.close();
    output.close();
    Loops.close(loops);
  }

  private static InetSocketAddress unresolved(String target) {
    int colon = target.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
  }
}
