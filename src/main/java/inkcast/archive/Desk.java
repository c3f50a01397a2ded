package inkcast.archive;

import inkcast.writer.Color;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a writer's present line lies, and what its next one will be written with. One thread. */
final class Desk {
  private final int writer;
  private int begun; // lines before the present one
  private String hand;
  private @Nullable Long seed;
  private Color color;
  private float temperature;
  private @Nullable Line line; // null until it is first asked for

  /**
   * As the writer is when somebody begins to look.
   *
   * @param begun lines that it has begun before
   * @param seed null: none is configured
   */
  Desk(int writer, int begun, String hand, @Nullable Long seed, Color color, float temperature) {
    this.writer = writer;
    this.begun = begun;
    this.hand = hand;
    this.seed = seed;
    this.color = color;
    this.temperature = temperature;
  }

  /** The present line. */
  Line line(Instant now) {
    Line present = line;
    if (present == null) {
      present = new Line(new Line.Origin(writer, begun, hand, seed), color, now);
      line = present;
    }
    return present;
  }

  /** Ends the present line, and returns it; the next one is empty. */
  Line restart(Instant now) {
    Line ended = line(now);
    ended.end(now);
    line = null;
    begun = (begun + 1) & Integer.MAX_VALUE;
    return ended;
  }

  /** Of the ink from now on. */
  void color(Color next, Instant now) {
    color = next;
    line(now).color(next);
  }

  /** Of the strokes that follow. */
  void temperature(float next) {
    temperature = next;
  }

  /** At which the next stroke is made. */
  float temperature() {
    return temperature;
  }

  /** Of the lines that follow. */
  void hand(String next) {
    hand = next;
  }

  /** Of the lines that follow. */
  void seed(@Nullable Long next) {
    seed = next;
  }
}
