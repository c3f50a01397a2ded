package inkcast.tick;

import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Weights;
import inkcast.stage.Backstage;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.List;

/** Performances for tests: real writers with small untrained hands. */
public final class Scribblers {
  /** The page they write on. */
  public static final Page PAGE = new Page(1920, 1080, 50);

  private Scribblers() {}

  /** Writers 1 to count, seeded, at 60 ticks a second. */
  public static Performance perform(int count, Counters counters) {
    return perform(RandomWeights.of(16, 3, 1), count, counters);
  }

  /** Writers 1 to count with these weights. */
  public static Performance perform(Weights weights, int count, Counters counters) {
    return perform(weights, count, false, counters);
  }

  /** Writers 1 to count with these weights, with a node of what each plays or without. */
  public static Performance perform(Weights weights, int count, boolean midi, Counters counters) {
    return perform(weights, count, midi, Backstage.Doors.CLOSED, counters);
  }

  /** Writers 1 to count with these weights, for whom others make ready what takes longer. */
  public static Performance perform(
      Weights weights, int count, Backstage.Doors backstage, Counters counters) {
    return perform(weights, count, false, backstage, counters);
  }

  private static Performance perform(
      Weights weights, int count, boolean midi, Backstage.Doors backstage, Counters counters) {
    return new Performance(
        new Performance.Settings("/inkcast", PAGE, 2, 60, midi),
        Ensemble.form(parts(weights, count)),
        new Budget(Clock.SYSTEM, new Crew(1, Clock.SYSTEM::nanoTime), 60),
        rate -> {},
        backstage,
        counters);
  }

  /** Writers 1 to count to be, seeded. */
  public static List<Part> parts(Weights weights, int count) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Writer.Setup setup = new Writer.Setup("test", PAGE, PAGE.line(i, count), 1, 0.65f);
      parts.add(new Part(weights, setup, Sources.seeded(i)));
    }
    return parts;
  }
}
