package inkcast.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A bar on a terminal for work that takes longer than two seconds: how far it is, what it says of
 * itself, and the time left. Redrawn in place on a terminal; elsewhere a line each half minute.
 * Belongs to the thread that works.
 */
final class Progress implements AutoCloseable {
  private static final int CELLS = 24;
  private static final long SECOND_NS = 1_000_000_000;
  private static final long SILENT_NS = 2 * SECOND_NS;
  private static final long REDRAW_NS = SECOND_NS / 5;
  private static final long LINE_NS = 30 * SECOND_NS;

  private final PrintWriter to;
  private final boolean inPlace;
  private final LongSupplier nanoTime;
  private final String what;
  private final long startNs;
  private long nextNs;
  private final double first; // part that was done before this process
  private int shown; // characters of the line in place

  /** A bar that starts now, on the standard error of this process. */
  static Progress of(String what, PrintWriter err) {
    // The launcher reads our standard error through a pipe, and says what is at the pipe's end.
    return from(0, what, err);
  }

  /**
   * A bar of work that goes on.
   *
   * @param first part of it that was done before, 0..1
   */
  static Progress from(double first, String what, PrintWriter err) {
    return new Progress(what, err, Boolean.getBoolean("inkcast.terminal"), System::nanoTime, first);
  }

  Progress(String what, PrintWriter to, boolean inPlace, LongSupplier nanoTime) {
    this(what, to, inPlace, nanoTime, 0);
  }

  private Progress(
      String what, PrintWriter to, boolean inPlace, LongSupplier nanoTime, double first) {
    this.first = first;
    this.what = what;
    this.to = to;
    this.inPlace = inPlace;
    this.nanoTime = nanoTime;
    startNs = nanoTime.getAsLong();
    nextNs = startNs + SILENT_NS;
  }

  /**
   * Tells how far the work is.
   *
   * @param part 0..1
   * @param detail what else is worth knowing, may be empty
   */
  void show(double part, String detail) {
    long now = nanoTime.getAsLong();
    if (now - nextNs < 0) {
      return;
    }
    nextNs = now + (inPlace ? REDRAW_NS : LINE_NS);
    int full = Math.clamp(Math.round(part * CELLS), 0, CELLS);
    String line =
        String.format(
            Locale.ROOT,
            "%s [%s%s] %3.0f%%%s %s",
            what,
            "=".repeat(full),
            " ".repeat(CELLS - full),
            part * 100,
            detail.isEmpty() ? "" : " " + detail,
            left(part - first, 1 - part, now - startNs));
    if (inPlace) {
      to.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
    } else {
      to.println(line);
    }
    to.flush();
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (shown > 0) {
      to.print("\r" + " ".repeat(shown) + "\r");
      to.flush();
    }
  }

  private static String left(double done, double rest, long elapsedNs) {
    if (done <= 0) {
      return "";
    }
    long seconds = Math.round(elapsedNs * rest / done / SECOND_NS);
    return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }
}
