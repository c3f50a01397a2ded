package inkcast.tick;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import inkcast.model.RandomWeights;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.stage.WriterNodes;
import inkcast.writer.Ensemble;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writers that are given another hand, on the tick's thread. */
class RecastTest {
  private static final int WRITERS = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final List<String> told = new ArrayList<>();
  private final Ensemble other = ensemble(20, 5);

  @Test
  void shouldTellTheHandThenTheNewLineThenItsFirstStroke() {
    performance.outputs(List.of(new Record()));
    tick();
    told.clear();
    recast(2, other, "other");
    tick();
    assertEquals(
        List.of("hand other", "restarts 1.0", "color", "pen 1.0", "stroke 2.0"),
        told.stream()
            .filter(line -> line.startsWith("/inkcast/writer/2/"))
            .map(line -> line.substring("/inkcast/writer/2/".length()))
            .map(line -> line.startsWith("color") ? "color" : line)
            .limit(5)
            .toList());
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldTellTheHandThatAWriterHasAlreadyAndNoMore() {
    recast(1, other, "other");
    tick();
    performance.outputs(List.of(new Record()));
    recast(1, other, "other");
    tick();
    assertEquals(
        List.of("/inkcast/writer/1/hand other", "/inkcast/writer/1/stroke 2.0"),
        told.stream().filter(line -> line.startsWith("/inkcast/writer/1/")).toList());
  }

  @Test
  void shouldLetTheLastOfSeveralInATickPrevail() {
    Ensemble third = ensemble(7, 1);
    recast(1, other, "other");
    recast(2, other, "other");
    recast(1, third, "third");
    recast(3, third, "third");
    tick();
    assertEquals(List.of("third", "other", "third"), hands());
    assertEquals(2, writer(1).writer().restarts());
    assertEquals(WRITERS, counters.get(Counter.STROKES));
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldGiveAWriterThatRestsAnotherHandAndLetItRest() {
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
    tick();
    recast(2, other, "other");
    tick();
    assertEquals("other", writer(2).writer().hand());
    assertEquals(0, counters.get(Counter.STROKES));
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(0));
    tick();
    assertEquals(1, writer(2).writer().stroke().seq());
    assertEquals(WRITERS, counters.get(Counter.STROKES));
  }

  @Test
  void shouldAllocateNoMoreThanARestart() {
    Ensemble third = ensemble(7, 1);
    performance.recast(2, third, "third");
    // Until it is compiled, either may take more.
    await()
        .pollInSameThread()
        .pollInterval(Duration.ZERO)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              for (int i = 0; i < 1_000; i++) {
                writer(1).writer().restart();
              }
              long restarts = THREADS.getCurrentThreadAllocatedBytes() - before;
              before = THREADS.getCurrentThreadAllocatedBytes();
              for (int i = 0; i < 500; i++) {
                performance.recast(1, other, "other");
                performance.recast(1, third, "third");
              }
              return THREADS.getCurrentThreadAllocatedBytes() - before <= restarts;
            });
    assertTrue(writer(1).writer().restarts() > 0);
  }

  private void recast(int number, Ensemble to, String hand) {
    assertTrue(performance.commands().offer(() -> performance.recast(number, to, hand)));
  }

  private void tick() {
    performance.tick(counters.get(Counter.TICKS), 0);
  }

  private WriterNodes writer(int number) {
    return performance.space().writers().get(number - 1);
  }

  private List<String> hands() {
    return performance.space().writers().stream().map(nodes -> nodes.writer().hand()).toList();
  }

  private static Ensemble ensemble(int units, int mixtures) {
    Weights weights = RandomWeights.of(units, mixtures, 2);
    return new Ensemble(weights, WRITERS, Twin.preferred().lstm(weights));
  }

  private final class Record implements Output {
    @Override
    public void changed(Node node) {
      told.add(node.address() + " " + (node.types().equals("s") ? node.text() : node.numbers()[0]));
    }

    @Override
    public void endOfTick(long wallMillis) {}
  }
}
