package inkcast.tick;

import inkcast.stage.AddressSpace;
import inkcast.stage.ModelNodes;
import inkcast.stage.WriterNodes;
import inkcast.writer.Ghosts;
import inkcast.writer.Restart;
import inkcast.writer.Stroke;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way from the writers' life to their nodes, and to the counters. Tick's thread only. */
final class WriterEvents implements WriterListener, Ghosts.Listener {
  private final AddressSpace space;
  private final Outputs outputs;
  private final Counters counters;
  private final Consumer<Throwable> failures;

  /**
   * Tells of all writers.
   *
   * @param failures is told of what a writer's step threw
   */
  WriterEvents(
      AddressSpace space, Outputs outputs, Counters counters, Consumer<Throwable> failures) {
    this.space = space;
    this.outputs = outputs;
    this.counters = counters;
    this.failures = failures;
  }

  @Override
  public void restarted(Writer writer, Restart cause) {
    counters.count(cause);
    nodes(writer).restarted();
  }

  @Override
  public void wrote(Writer writer) {
    counters.count(Counter.STROKES);
    nodes(writer).wrote();
  }

  @Override
  public void rested(Writer writer) {
    nodes(writer).rested();
  }

  @Override
  public void failed(Throwable cause) {
    failures.accept(cause);
  }

  @Override
  public double @Nullable [] watches(Writer writer) {
    ModelNodes model = nodes(writer).model();
    boolean wanted = outputs.want(model.mixture()) || outputs.want(model.cells());
    return wanted ? model.distribution() : null;
  }

  @Override
  public void computed(Writer writer) {
    ModelNodes model = nodes(writer).model();
    if (outputs.want(model.mixture())) {
      model.distributed();
    }
    if (outputs.want(model.cells())) {
      model.cells(writer);
    }
  }

  /** Whether somebody wants to see this writer's ghosts. */
  boolean haunted(Writer writer) {
    return outputs.want(nodes(writer).visitors().ghost());
  }

  @Override
  public void ghost(Writer writer, int ghost, int step, Stroke stroke) {
    nodes(writer).visitors().ghost(ghost, step, stroke);
  }

  private WriterNodes nodes(Writer writer) {
    return space.writers().get(writer.number() - 1);
  }
}
