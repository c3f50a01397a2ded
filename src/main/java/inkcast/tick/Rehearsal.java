package inkcast.tick;

import inkcast.stage.Node;
import inkcast.stage.WriterNodes;
import inkcast.writer.Dictation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Ticks of a performance before nobody, in which all is done that anybody may ask for later, that
 * the first visitor need not wait for it to be compiled: every other tick visitors are at some
 * pens, and there is an audience for all that is made on request. One thread's.
 */
final class Rehearsal implements LongConsumer {
  private static final int VISITORS = 8;

  private final Performance performance;
  private boolean visited;

  Rehearsal(Performance performance) {
    this.performance = performance;
    performance.outputs(List.of(new Audience()));
  }

  @Override
  public void accept(long nowNs) {
    visited = !visited;
    if (visited) {
      visitors(dictation -> dictation.expect(2));
    }
    performance.tick(nowNs, 0);
    visitors(Dictation::end);
  }

  private void visitors(Consumer<Dictation> what) {
    List<WriterNodes> writers = performance.space().writers();
    for (int i = 0; i < Math.min(VISITORS, writers.size()); i++) {
      what.accept(writers.get(i).writer().dictation());
    }
  }

  /** Wants everything, and keeps nothing. */
  private static final class Audience implements Output {
    @Override
    public boolean wants(Node node) {
      return true;
    }

    @Override
    public void changed(Node node) {}

    @Override
    public void endOfTick(long wallMillis) {}
  }
}
