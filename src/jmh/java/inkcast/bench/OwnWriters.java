package inkcast.bench;

import inkcast.model.Sources;
import inkcast.model.Weights;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Restart;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own writers as the daemon steps them: besides the model's step, a stroke on a page and the
 * restarts at its end, which the others are spared.
 */
final class OwnWriters implements Contender {
  static final double TEMPERATURE = 0.65;

  private static final Page PAGE = new Page(1920, 1080, 50);
  private static final float SCALE = 10;

  private final String hand;
  private final int writers;
  private final Ensemble ensemble;

  /**
   * Makes them.
   *
   * @param hand what the report calls their hand
   */
  OwnWriters(String hand, Weights weights, int writers) {
    this.hand = hand;
    this.writers = writers;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Writer.Setup setup =
          new Writer.Setup("bench", PAGE, PAGE.line(i, writers), SCALE, (float) TEMPERATURE);
      parts.add(new Part(weights, setup, Sources.seeded(i)));
    }
    ensemble = Ensemble.form(parts).getFirst();
  }

  @Override
  public String name() {
    return "Inkcast " + hand + ", " + writers;
  }

  @Override
  public int writers() {
    return writers;
  }

  /** One stroke of every writer. */
  void step() {
    ensemble.step(Nobody.LISTENS);
  }

  @Override
  public double strokesPerSecond(double seconds) throws IOException {
    return Contender.measure(seconds, writers, this::step);
  }

  @Override
  public void close() {}

  private enum Nobody implements WriterListener {
    LISTENS;

    @Override
    public void restarted(Writer writer, Restart cause) {}

    @Override
    public void wrote(Writer writer) {}
  }
}
