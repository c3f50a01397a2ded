package inkcast.app;

import inkcast.draw.Drawing;
import inkcast.draw.Label;
import inkcast.draw.Leading;
import inkcast.draw.View;
import inkcast.hand.Hand;
import inkcast.model.Sources;
import inkcast.writer.Color;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/**
 * Hands below each other and temperatures side by side, to judge by eye: each cell shows some short
 * lines, all from the same seed, as a writer of the daemon would write them on a narrow page.
 *
 * @param ink of all cells
 * @param labels a hand's name above its row, a temperature above each cell
 * @param view all of it, with a margin
 */
record ContactSheet(Drawing ink, List<Label> labels, View view) {
  // In page units. Beside each other, six cells leave the writing legible 900 pixels wide.
  private static final Page CELL = new Page(420, 300, 10);
  private static final float SCALE = 10; // a model unit
  private static final double BETWEEN_LINES = 24;
  private static final double BETWEEN_CELLS = 40;
  private static final double BETWEEN_ROWS = 60;
  private static final double MARGIN = 40;
  private static final double NAME_SIZE = 44;
  private static final double TEMPERATURE_SIZE = 38;
  private static final double BELOW_LABEL = 24;
  private static final int STROKES_A_LINE = 500; // more than fit between the margins
  private static final Color DARK = new Color(0.1f, 0.1f, 0.13f);
  private static final Color PALE = new Color(0.42f, 0.42f, 0.46f);

  /**
   * Lets the hands write.
   *
   * @param lines in each cell
   * @param progress told what part is written, 0..1
   */
  static ContactSheet write(
      List<Hand> hands, List<Float> temperatures, int lines, long seed, DoubleConsumer progress) {
    Drawing ink = new Drawing();
    List<Label> labels = new ArrayList<>();
    double top = MARGIN;
    int cells = hands.size() * temperatures.size();
    int done = 0;
    for (Hand hand : hands) {
      top += NAME_SIZE;
      labels.add(new Label(hand.name(), MARGIN, top, NAME_SIZE, DARK));
      top += 2 * BELOW_LABEL + TEMPERATURE_SIZE;
      double bottom = top;
      for (int column = 0; column < temperatures.size(); column++) {
        float temperature = temperatures.get(column);
        double left = MARGIN + column * (CELL.width() + BETWEEN_CELLS);
        String text = String.format(Locale.ROOT, "%s", temperature);
        labels.add(new Label(text, left, top - BELOW_LABEL, TEMPERATURE_SIZE, PALE));
        Drawing cell = cell(hand, temperature, lines, seed);
        View around = View.around(cell, 1);
        ink.add(cell, (float) left, (float) (top - around.top()));
        bottom = Math.max(bottom, top + around.height());
        done++;
        progress.accept(done / (double) cells);
      }
      top = bottom + BETWEEN_ROWS;
    }
    double width =
        2 * MARGIN + temperatures.size() * (CELL.width() + BETWEEN_CELLS) - BETWEEN_CELLS;
    return new ContactSheet(ink, labels, new View(0, 0, width, top - BETWEEN_ROWS + MARGIN));
  }

  private static Drawing cell(Hand hand, float temperature, int lines, long seed) {
    Writer.Setup setup = new Writer.Setup(hand.name(), CELL, CELL.line(0, 1), SCALE, temperature);
    Part part = new Part(hand.weights(), setup, Sources.seeded(seed));
    List<Sheet.Line> written = Sheet.write(part, lines, (long) lines * STROKES_A_LINE, count -> {});
    return Leading.set(written.stream().map(Sheet.Line::ink).toList(), BETWEEN_LINES);
  }
}
