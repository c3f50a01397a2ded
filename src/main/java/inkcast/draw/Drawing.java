package inkcast.draw;

import inkcast.writer.Color;
import inkcast.writer.Stroke;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ink of one or more writers, collected stroke by stroke. Belongs to one thread. */
public final class Drawing {
  private static final Color BLACK = new Color(0, 0, 0);

  private final List<Run> runs = new ArrayList<>();
  private Color color = BLACK;
  private @Nullable Run open; // the pen is down at its end
  private int points;

  /** Lifts the pen: the next stroke begins a new line in this colour. Black before the first. */
  public void ink(Color next) {
    color = next;
    open = null;
  }

  /** Draws a stroke, or only moves the pen if the stroke has no ink. */
  public void add(Stroke stroke) {
    add(stroke.x(), stroke.y(), stroke.dx(), stroke.dy(), stroke.ink());
  }

  /**
   * Draws a stroke that ends at (x, y), or only moves the pen.
   *
   * @param dx how far the pen came
   * @param dy how far the pen came
   * @param ink whether the pen was down
   */
  public void add(float x, float y, float dx, float dy, boolean ink) {
    if (!ink) {
      open = null;
      return;
    }
    Run run = open;
    if (run == null) {
      run = new Run(color, x - dx, y - dy);
      runs.add(run);
      open = run;
      points++;
    }
    run.add(x, y);
    points++;
  }

  /** Adds a copy of another drawing, moved to the right and down. */
  public void add(Drawing other, float right, float down) {
    open = null;
    for (Run from : other.runs) {
      Run copy = new Run(from.color(), from.x(0) + right, from.y(0) + down);
      for (int i = 1; i < from.size(); i++) {
        copy.add(from.x(i) + right, from.y(i) + down);
      }
      runs.add(copy);
      points += copy.size();
    }
  }

  /** Forgets its oldest point, and the run that has no ink without it. */
  public void forget() {
    Run oldest = runs.getFirst();
    if (oldest.size() > 2) {
      oldest.forget();
      points--;
      return;
    }
    runs.removeFirst();
    points -= oldest.size();
    if (oldest == open) {
      open = null;
    }
  }

  /** Points of all runs. */
  public int points() {
    return points;
  }

  /** One a time that the pen was down, in the order of drawing. */
  public List<Run> runs() {
    return Collections.unmodifiableList(runs);
  }

  /** Length of all ink. */
  public double length() {
    return runs.stream().mapToDouble(Run::length).sum();
  }
}
