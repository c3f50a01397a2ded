package inkcast.tick;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {
  private static final long PERIOD_NS = 16_666_667;

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(3, counters);
  private final Record record = new Record();
  private long ticks;

  @Test
  void shouldGiveEveryWriterOneStrokeATick() {
    performance.outputs(List.of(record));
    tick();
    assertEquals(
        List.of(
            "/inkcast/writer/1/stroke [1",
            "/inkcast/writer/2/stroke [1",
            "/inkcast/writer/3/stroke [1",
            "end"),
        strokes());
    tick();
    assertEquals("/inkcast/writer/1/stroke [2", strokes().get(4));
    assertEquals(6, counters.get(Counter.STROKES));
  }

  @Test
  void shouldActOnACommandInTheVeryNextTick() {
    performance.outputs(List.of(record));
    tick();
    record.lines.clear();
    assertNull(performance.control().submit(Role.VISITOR, "/inkcast/writer/2/restart", List.of()));
    assertNull(
        performance.control().submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(0)));
    tick();
    List<String> second =
        record.lines.stream()
            .filter(line -> line.startsWith("/inkcast/writer/2"))
            .map(line -> line.substring("/inkcast/writer/2/".length(), line.indexOf(' ')))
            .toList();
    assertEquals(
        List.of("restarts", "color", "pen", "temperature", "stroke"), second.subList(0, 5));
  }

  @Test
  void shouldHoldAPausedWriter() {
    performance.outputs(List.of(record));
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/pause", List.of(1));
    tick();
    tick();
    assertEquals(0, count("/inkcast/writer/2/stroke"));
    assertEquals(2, count("/inkcast/writer/3/stroke"));
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/pause", List.of(0));
    tick();
    assertEquals(1, count("/inkcast/writer/2/stroke"));
  }

  @Test
  void shouldLetAWriterFinishWithItsPenUpAndRest() {
    performance.outputs(List.of(record));
    performance.commands().offer(() -> performance.space().writers().get(1).finish());
    int most = 0;
    do {
      record.lines.clear();
      tick();
    } while (count("/inkcast/writer/2/stroke") > 0 && most++ < 10_000);
    assertTrue(most > 0 && most < 10_000);
    assertEquals(
        List.of("/inkcast/writer/2/pen [0.0]"),
        record.lines.stream().filter(line -> line.startsWith("/inkcast/writer/2")).toList());
    performance.commands().offer(() -> performance.space().writers().get(1).clear());
    performance.control().submit(Role.VISITOR, "/inkcast/writer/2/restart", List.of());
    record.lines.clear();
    tick();
    assertEquals(
        List.of("restarts", "color", "pen", "restarts", "color", "pen"),
        record.lines.stream()
            .filter(line -> line.startsWith("/inkcast/writer/2"))
            .map(PerformanceTest::leaf)
            .toList());
    assertEquals(2, count("/inkcast/writer/2/pen [0.0]"));
    double[] stroke = performance.space().writers().get(1).stroke().numbers();
    assertArrayEquals(new double[] {stroke[0], 50, 540, 0, 0, 0}, stroke, "nothing to draw");
    performance.commands().offer(() -> performance.space().writers().get(1).wake());
    tick();
    assertEquals(1, count("/inkcast/writer/2/pen [1.0]"));
    assertEquals(1, count("/inkcast/writer/2/stroke"));
  }

  @Test
  void shouldBeginANewLineWhenTheOldOneIsFull() {
    performance.outputs(List.of(record));
    for (int i = 0; i < 20_000 && counters.get(Counter.RESTARTS_LINE_FULL) == 0; i++) {
      tick();
    }
    assertTrue(count("/inkcast/writer/") > 0);
    int at =
        Collections.indexOfSubList(
            record.lines.stream().map(PerformanceTest::leaf).toList(),
            List.of("restarts", "color", "pen"));
    assertTrue(at >= 0, "no writer has restarted by itself");
  }

  @Test
  void shouldBeatOnceASecondAndCountTicks() {
    performance.outputs(List.of(record));
    for (int i = 0; i < 181; i++) {
      tick();
    }
    List<String> beats =
        record.lines.stream().filter(line -> line.startsWith("/inkcast/heartbeat")).toList();
    assertEquals(3, beats.size(), beats::toString);
  }

  @Test
  void shouldKeepTheFailureOfOneOutputFromTheOthers() {
    Output broken =
        new Output() {
          @Override
          public void changed(Node node) {
            throw new IllegalStateException("broken on purpose");
          }

          @Override
          public void endOfTick(long wallMillis) {
            record.lines.add("broken was told the end of a tick that it sits out");
          }
        };
    performance.outputs(List.of(broken, record));
    tick();
    tick();
    assertEquals(2, count("end"));
    assertEquals(6, strokes().size() - 2);
    assertEquals(2, counters.get(Counter.OUTPUT_ERRORS));
  }

  @Test
  void shouldLetAnOutputBeginAnewAfterEverLongerRests() {
    List<Long> rebuilt = new ArrayList<>();
    boolean[] broken = {true};
    performance.outputs(
        List.of(
            new Output() {
              @Override
              public void changed(Node node) {
                if (broken[0]) {
                  throw new IllegalStateException("broken on purpose");
                }
              }

              @Override
              public void beginAnew(Tree tree) {
                assertEquals(performance.space().tree(), tree);
                rebuilt.add(counters.get(Counter.TICKS));
              }

              @Override
              public void endOfTick(long wallMillis) {}
            }));
    for (int i = 0; i < 40; i++) {
      tick();
    }
    assertEquals(List.of(1L, 3L, 6L, 11L, 20L, 37L), rebuilt);
    broken[0] = false;
    for (int i = 0; i < 2 * GuardedOutput.LONGEST_REST_NS / PERIOD_NS; i++) {
      tick();
    }
    broken[0] = true;
    long before = counters.get(Counter.OUTPUT_ERRORS);
    tick();
    tick();
    assertEquals(before + 2, counters.get(Counter.OUTPUT_ERRORS), "all was forgiven");
  }

  @Test
  void shouldGoOnWhenACommandThrows() {
    performance.outputs(List.of(record));
    performance
        .commands()
        .offer(
            () -> {
              throw new IllegalStateException("broken on purpose");
            });
    tick();
    assertEquals(4, strokes().size());
    assertEquals(1, counters.get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldNotSendWhatADamagedHandWrites() {
    Weights good = RandomWeights.of(4, 1, 1);
    float[] bias = good.outputBias().clone();
    bias[1] = Float.NaN;
    Weights damaged =
        new Weights(
            4,
            1,
            1,
            good.inputKernel(),
            good.recurrentKernel(),
            good.bias(),
            good.outputKernel(),
            bias);
    Performance sick = Scribblers.perform(damaged, 1, counters);
    sick.outputs(List.of(record));
    sick.tick(1, 1);
    assertEquals(List.of("end"), strokes());
    assertEquals(1, counters.get(Counter.RESTARTS_NOT_FINITE));
  }

  @Test
  void shouldAllocateNothingForAStroke() {
    // Until it is compiled, the vector twin boxes: how soon that is, is the machine's business.
    await()
        .pollInSameThread()
        .pollInterval(Duration.ZERO)
        .atMost(Duration.ofSeconds(60))
        .until(this::bytesOfTicksWithoutARestart, bytes -> bytes == 0);
  }

  /** Allocated by 100 ticks, the next in which nobody begins a new line. */
  private long bytesOfTicksWithoutARestart() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes;
    long restarts;
    do {
      restarts = restarts();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        tick();
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    } while (restarts() != restarts);
    return bytes;
  }

  private long restarts() {
    return counters.get(Counter.RESTARTS_LINE_FULL)
        + counters.get(Counter.RESTARTS_LOST)
        + counters.get(Counter.RESTARTS_PEN_STUCK);
  }

  private void tick() {
    ticks++;
    performance.tick(ticks * PERIOD_NS, ticks);
  }

  private List<String> strokes() {
    return record.lines.stream()
        .filter(line -> line.contains("/stroke") || line.equals("end"))
        .map(line -> line.split(",", 2)[0].replace(".0", ""))
        .toList();
  }

  private long count(String start) {
    return record.lines.stream().filter(line -> line.startsWith(start)).count();
  }

  private static String leaf(String line) {
    String address = line.split(" ", 2)[0];
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static final class Record implements Output {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void changed(Node node) {
      lines.add(node.address() + " " + Arrays.toString(node.numbers()));
    }

    @Override
    public void endOfTick(long wallMillis) {
      lines.add("end");
    }
  }
}
