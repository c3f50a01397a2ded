package inkcast.tick;

import inkcast.model.RandomWeights;
import inkcast.stage.Node;
import inkcast.stage.TurnRules;
import inkcast.writer.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many ghosts each of eight visitors has beside 64 writers, on one core at 60 ticks a second,
 * in figures: no test, so nothing runs it but its name. {@code -Dghosts.seconds} says how long.
 */
class GhostFigures {
  private static final int SECONDS = Integer.getInteger("ghosts.seconds", 20);
  private static final int WRITERS = 64;
  private static final int VISITORS = 8;
  private static final int RATE = 60;
  private static final int WANTED = 50;

  @ParameterizedTest
  @CsvSource({"256", "500"})
  void ghosts(int units) throws Exception {
    Counters counters = new Counters();
    Performance performance =
        Scribblers.perform(RandomWeights.of(units, 20, 1), WRITERS + VISITORS, counters);
    performance.outputs(List.of(new Audience()));
    performance.space().turns().rules(TurnRules.ghosts(WANTED));
    Map<Integer, Integer> reached = new TreeMap<>(); // ghosts, and in how many ticks
    TickLoop[] loop = new TickLoop[1];
    long[] ticks = {0};
    loop[0] = new TickLoop(Clock.SYSTEM, RATE, counters, lateness -> {});
    performance.warmUp(Clock.SYSTEM);
    Thread thread =
        new Thread(
            () ->
                loop[0].run(
                    (now, wall) -> {
                      for (int i = 0; i < VISITORS; i++) {
                        Writer writer = performance.space().writers().get(i).writer();
                        writer.dictation().expect(RATE);
                      }
                      Audience.ghosts = 0;
                      performance.tick(now, wall);
                      if (ticks[0]++ > 5 * RATE) {
                        reached.merge(Audience.ghosts / VISITORS, 1, Integer::sum);
                      }
                      if (ticks[0] > (SECONDS + 5L) * RATE) {
                        loop[0].stop();
                      }
                    }));
    thread.start();
    thread.join();
    System.out.printf(
        Locale.ROOT,
        "%d units, %d writers and %d visitors: ghosts of each, and in how many ticks: %s; %d of %d"
            + " ticks missed%n",
        units,
        WRITERS,
        VISITORS,
        reached,
        counters.get(Counter.MISSED_TICKS),
        counters.get(Counter.TICKS));
  }

  /** Wants everything, and keeps nothing. */
  private static final class Audience implements Output {
    private static int ghosts; // that began in this tick

    @Override
    public boolean wants(Node node) {
      return node.address().endsWith("/ghost");
    }

    @Override
    public void changed(Node node) {
      if (wants(node) && node.numbers()[1] == 0) {
        ghosts++;
      }
    }

    @Override
    public void endOfTick(long wallMillis) {}
  }
}
