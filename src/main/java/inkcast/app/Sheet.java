package inkcast.app;

import inkcast.draw.Drawing;
import inkcast.model.Twin;
import inkcast.writer.Color;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Restart;
import inkcast.writer.Stroke;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Lets one writer write without a server, exactly as the daemon would: where the daemon begins a
 * new line over the old one, the next line is kept apart here. Calling thread only.
 */
final class Sheet implements WriterListener {
  private static final Color INK = new Color(0.1f, 0.1f, 0.13f);

  // A hand that never gets anywhere ends too.
  private static final int TRIES = 4;

  private final Page page;
  private final List<Line> lines = new ArrayList<>();
  private long strokes; // in lines
  private float reach; // x of the last stroke on the page

  private Sheet(Page page) {
    this.page = page;
    lines.add(new Line());
  }

  /**
   * From one restart to the next.
   *
   * @param strokes each (3,): dx, dy in page units, pen as in stroke-3
   * @param ink what of it lies on the page
   */
  record Line(List<float[]> strokes, Drawing ink) {
    private Line() {
      this(new ArrayList<>(), new Drawing());
      ink.ink(INK);
    }
  }

  /**
   * Writes until there are enough lines or strokes.
   *
   * @param maxLines how many lines are begun at most
   * @param maxStrokes in all lines together
   * @param written is told after each stroke how many there are
   */
  static List<Line> write(Part part, int maxLines, long maxStrokes, LongConsumer written) {
    Ensemble ensemble =
        Ensemble.form(List.of(part), Twin.SCALAR::lstm)
            .getFirst(); // the same page on every machine
    Writer writer = ensemble.members().getFirst();
    Sheet sheet = new Sheet(part.setup().page());
    long steps = 0;
    while (sheet.strokes < maxStrokes
        && steps < TRIES * maxStrokes
        && !sheet.full(writer, maxLines)) {
      ensemble.step(sheet);
      steps++;
      written.accept(sheet.strokes);
    }
    return sheet.lines.stream().filter(line -> !line.strokes.isEmpty()).limit(maxLines).toList();
  }

  private boolean full(Writer writer, int maxLines) {
    Restart due = writer.restartDue();
    return lines.size() >= maxLines && due != Restart.NOT_DUE && !givenUp();
  }

  /** Whether the present line ended too early to be kept. */
  private boolean givenUp() {
    return reach < page.width() / 4;
  }

  @Override
  public void restarted(Writer writer, Restart cause) {
    if (givenUp()) {
      strokes -= lines.removeLast().strokes.size();
    }
    lines.add(new Line());
    reach = writer.stroke().x();
  }

  @Override
  public void wrote(Writer writer) {
    Stroke stroke = writer.stroke();
    Line line = lines.getLast();
    line.strokes.add(new float[] {stroke.dx(), stroke.dy(), stroke.lifts() ? 1 : 0});
    strokes++;
    if (onPage(stroke)) {
      line.ink.add(stroke);
      reach = stroke.x();
    }
  }

  /** The stroke that ends a line may leave the page by far, and nobody sees where it ends. */
  private boolean onPage(Stroke stroke) {
    return stroke.x() >= 0
        && stroke.x() <= page.width()
        && stroke.y() >= 0
        && stroke.y() <= page.height();
  }
}
