package inkcast.bench;

import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One tick of a batch of writers: divide by {@code writers} for a stroke. A fork has the JVM flags
 * of the JVM that starts it, hence those of deploy/jvm.options.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class StepBenchmark {
  /** Name of a shipped hand, or a file. */
  @Param("cursive")
  public String hand;

  /** In the batch. */
  @Param({"1", "8", "64"})
  public int writers;

  private OwnWriters own;

  /** Loads the hand; relative to the checkout, where Maven starts JMH. */
  @Setup
  public void load() throws IOException {
    Hands hands = new Hands(List.of(Path.of("weights")));
    own = new OwnWriters(hand, hands.byNameOrFile(hand).weights(), writers);
  }

  /** One stroke of every writer. */
  @Benchmark
  public void step() {
    own.step();
  }
}
