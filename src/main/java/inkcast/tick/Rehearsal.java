package inkcast.tick;

import inkcast.stage.Node;
import inkcast.stage.Turns.Rules;
import inkcast.stage.WriterNodes;
import inkcast.writer.Dictation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Ticks of a performance before nobody, in which all is done that anybody may ask for later, that
 * the first visitor need not wait for it to be compiled: every other tick visitors are at pens, by
 * turns few and many with few and many ghosts, since the model's step has other code for one row
 * than for several; and there is an audience for all that is made on request. One thread's.
 */
final class Rehearsal implements LongConsumer {
  private static final int VISITORS = 8;

  private final Performance performance;
  private int ticks;

  Rehearsal(Performance performance) {
    this.performance = performance;
    performance.outputs(List.of(new Audience()));
  }

  @Override
  public void accept(long nowNs) {
    if (ticks % 2 == 0) {
      int turn = ticks / 2;
      performance.space().turns().rules(ghosts(1 + turn % Rules.DEFAULT.ghosts()));
      visitors(1 + turn % VISITORS, dictation -> dictation.expect(2));
    }
    performance.tick(nowNs, 0);
    visitors(VISITORS, Dictation::end);
    ticks++;
  }

  private void visitors(int count, Consumer<Dictation> what) {
    List<WriterNodes> writers = performance.space().writers();
    for (int i = 0; i < Math.min(count, writers.size()); i++) {
      what.accept(writers.get(i).writer().dictation());
    }
  }

  private static Rules ghosts(int count) {
    Rules rules = Rules.DEFAULT;
    return new Rules(rules.idle(), rules.turn(), rules.points(), count, rules.ghostTemperature());
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
