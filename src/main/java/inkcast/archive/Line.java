package inkcast.archive;

import inkcast.draw.Drawing;
import inkcast.draw.Paper;
import inkcast.draw.Provenance;
import inkcast.draw.Provenance.Since;
import inkcast.draw.Svg;
import inkcast.draw.View;
import inkcast.writer.Color;
import inkcast.writer.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a writer has written since a restart. One thread at a time. */
final class Line {
  /** Points of the temperature's curve that are kept; the oldest go first. */
  private static final int MAX_CHANGES = 1_000;

  private final Origin origin;
  private final Instant begun;
  private final Drawing ink = new Drawing();
  private final Deque<Since> temperatures = new ArrayDeque<>();
  private long strokes;
  private @Nullable Instant ended;

  /**
   * Where a line comes from.
   *
   * @param writer its number
   * @param number how many lines it had begun before
   * @param seed null: none is configured
   */
  record Origin(int writer, int number, String hand, @Nullable Long seed) {}

  /** A line without ink. */
  Line(Origin origin, Color color, Instant begun) {
    this.origin = origin;
    this.begun = begun;
    ink.ink(color);
  }

  /** See {@link Origin}. */
  Origin origin() {
    return origin;
  }

  /** Its ink from now on. */
  void color(Color color) {
    ink.ink(color);
  }

  /**
   * Takes a stroke up. One that leaves the page is a move: nobody sees where it ends, and a plotter
   * would draw on the table.
   *
   * @param temperature it was made at
   * @param maxPoints of the ink that is kept: the oldest goes first
   */
  void add(
      float x,
      float y,
      float dx,
      float dy,
      boolean drawn,
      float temperature,
      Page page,
      int maxPoints) {
    if (temperatures.isEmpty() || temperatures.getLast().temperature() != temperature) {
      temperatures.add(new Since(strokes, temperature));
      if (temperatures.size() > MAX_CHANGES) {
        temperatures.removeFirst();
      }
    }
    strokes++;
    boolean onPage = x >= 0 && x <= page.width() && y >= 0 && y <= page.height();
    ink.add(x, y, dx, dy, drawn && onPage);
    while (ink.points() > maxPoints) {
      ink.forget();
    }
  }

  /** Nothing more comes. */
  void end(Instant when) {
    ended = when;
  }

  /** When it ended; null: it has not yet. */
  @Nullable Instant ended() {
    return ended;
  }

  /** Length of its ink, page units. */
  double length() {
    return ink.length();
  }

  /** The whole page with this line, for people, programs and pen plotters. */
  byte[] svg(Page page) {
    View view = View.of(page);
    double unit = Paper.A4.unit(view);
    String title = "writer " + origin.writer + " in " + origin.hand;
    Provenance about =
        new Provenance(
            origin.writer,
            origin.number,
            origin.hand,
            origin.seed,
            time(begun),
            ended == null ? null : time(ended),
            strokes,
            List.copyOf(temperatures),
            unit);
    return Svg.plot(ink, view, unit, title, about).getBytes(StandardCharsets.UTF_8);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
