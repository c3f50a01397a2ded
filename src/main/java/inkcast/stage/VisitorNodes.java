package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Dictation;
import inkcast.writer.Stroke;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes by which visitors write at one writer. Tick's thread, but for what {@link Pen} asks.
 */
public final class VisitorNodes {
  private final WriterNodes writer;
  private final Events events;
  private final Node write;
  private final Node turn;
  private final Node ghost;

  VisitorNodes(String base, WriterNodes writer, Turns turns, Events events) {
    this.writer = writer;
    this.events = events;
    Pen pen = new Pen(this, turns);
    write =
        Node.command(
                base + "/write", "a visitor's stroke: dx, dy in page units, 1 if the pen lifts")
            .prepares(Input.STROKE, Role.VISITOR, (nodes, stroke) -> pen.write(stroke))
            .writer(writer.writer().number())
            .build();
    turn =
        Node.readable(
                base + "/turn", "i", Kind.STATE, "visitors who write or wait; 1 asks for a turn")
            .prepares(Input.SWITCH, Role.VISITOR, (nodes, wish) -> pen.turn(wish))
            .writer(writer.writer().number())
            .build();
    ghost =
        Node.readable(
                base + "/ghost",
                "iiffffi",
                Kind.REQUEST,
                "ghost, step, x, y, dx, dy, ink of what may come next while a visitor writes")
            .writer(writer.writer().number())
            .build();
  }

  /** Where visitors ask for a turn. */
  Node turn() {
    return turn;
  }

  /** What may be written next. */
  public Node ghost() {
    return ghost;
  }

  /** Tells of a ghost's stroke. */
  public void ghost(int number, int step, Stroke stroke) {
    double[] numbers = ghost.numbers();
    numbers[0] = number;
    numbers[1] = step;
    numbers[2] = stroke.x();
    numbers[3] = stroke.y();
    numbers[4] = stroke.dx();
    numbers[5] = stroke.dy();
    numbers[6] = stroke.ink() ? 1 : 0;
    events.changed(ghost);
  }

  List<Node> nodes() {
    return List.of(write, turn, ghost);
  }

  /** Strokes on their way to the writer; see there for the threads. */
  Dictation dictation() {
    return writer.writer().dictation();
  }

  /** Why nobody can write here now; null: somebody can. Any thread. */
  @Nullable String closed() {
    if (write.removed()) {
      return "this writer has left";
    }
    if (writer.resting()) {
      return "the house is closed";
    }
    return writer.paused() ? "this writer is held" : null;
  }

  /** A visitor's stroke, for which a place was reserved; see {@link Dictation#put}. */
  void dictate(float dx, float dy, boolean lifts, int ticks) {
    if (writer.resting() || write.removed()) {
      dictation().cancel();
    } else {
      dictation().put(dx, dy, lifts, ticks);
    }
  }

  /** Begins a new line, and waits so many ticks for a visitor's first stroke of it. */
  void expect(int ticks) {
    if (closed() == null) {
      writer.clear();
      dictation().expect(ticks);
    }
  }

  /** Tells how many visitors are at the pen. */
  void count(int visitors) {
    if (!turn.removed()) {
      turn.numbers()[0] = visitors;
      events.changed(turn);
    }
  }
}
