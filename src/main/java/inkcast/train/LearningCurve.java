package inkcast.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a training went. Belongs to the thread that trains. */
public final class LearningCurve {
  private final List<Point> points = new ArrayList<>();

  /**
   * What was found at one moment.
   *
   * @param updates done
   * @param loss of about the last hundred updates, nats a stroke
   * @param gap on held-out strokes, nats a stroke: behind the reference, negative when better
   */
  public record Point(int updates, double loss, double gap) {}

  void add(Point point) {
    points.add(point);
  }

  /** The points, in the order of their updates. */
  public List<Point> points() {
    return List.copyOf(points);
  }

  void save(DataOutputStream out) throws IOException {
    out.writeInt(points.size());
    for (Point point : points) {
      out.writeInt(point.updates);
      out.writeDouble(point.loss);
      out.writeDouble(point.gap);
    }
  }

  void restore(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      points.add(new Point(in.readInt(), in.readDouble(), in.readDouble()));
    }
  }
}
