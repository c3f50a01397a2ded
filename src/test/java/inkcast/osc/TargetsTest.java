package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.osc.OscOutput.Recipient;
import inkcast.tick.Counters;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order ways to targets are found. */
@Timeout(60)
class TargetsTest {
  @Test
  void shouldFindAddressesBeforeItLooksUpNames() {
    EventLoopGroup loops = Loops.open();
    AtomicReference<Targets> all = new AtomicReference<>();
    List<List<Boolean>> found = new CopyOnWriteArrayList<>(); // each time that one more is
    try (Targets targets =
        new Targets(
            loops.next(),
            new Counters(),
            (gone, come) -> {},
            () -> found.add(all.get().list().stream().map(t -> t.route() != null).toList()))) {
      all.set(targets);
      targets.replace(List.of(to("localhost"), to("127.0.0.1")));
      await().until(() -> found.size() == 2);
      assertEquals(List.of(List.of(false, true), List.of(true, true)), found);
    } finally {
      Loops.close(loops);
    }
  }

  private static Recipient to(String host) {
    return new Recipient(InetSocketAddress.createUnresolved(host, 9), Shape.TUPLE);
  }
}
