package inkcast.tick;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.stage.WriterNodes;
import inkcast.writer.Restart;
import inkcast.writer.Writer;
import java.util.List;

/** The writers of one hand, stepped as one batch. Tick's thread only. */
public final class Ensemble {
  private final Batch batch;
  private final WriterNodes[] members;
  private final Counters counters;
  private final Mixture mixture;
  private final WriterNodes[] writing; // (members,), those that take a stroke in this tick
  private final int[] rows; // (members,), their rows
  private final int[] retry = new int[1];

  /**
   * Joins writers to the batch that holds their states.
   *
   * @param members each with a row of its own in the batch
   */
  public Ensemble(Batch batch, List<WriterNodes> members, Counters counters) {
    this.batch = batch;
    this.members = members.toArray(WriterNodes[]::new);
    this.counters = counters;
    mixture = new Mixture(batch.weights().mixtures());
    writing = new WriterNodes[this.members.length];
    rows = new int[this.members.length];
  }

  /** One stroke of every writer that is not paused, after the restarts that are due. */
  void step() {
    int count = 0;
    for (WriterNodes member : members) {
      Writer writer = member.writer();
      if (writer.paused()) {
        continue;
      }
      Restart due = writer.restartDue();
      if (due != Restart.NOT_DUE) {
        counters.count(due);
        member.restart();
      }
      writer.feed();
      writing[count] = member;
      rows[count] = writer.row();
      count++;
    }
    Lstm.update(batch, rows, count);
    for (int i = 0; i < count; i++) {
      write(writing[i]);
    }
  }

  private void write(WriterNodes member) {
    Writer writer = member.writer();
    if (!writer.finite()) {
      counters.count(Counter.RESTARTS_NOT_FINITE);
      member.restart();
      writer.feed();
      retry[0] = writer.row();
      Lstm.update(batch, retry, 1);
      if (!writer.finite()) {
        return; // the hand itself is damaged: no stroke, and the next tick tries again
      }
    }
    writer.write(mixture);
    counters.count(Counter.STROKES);
    member.wroteStroke();
  }
}
