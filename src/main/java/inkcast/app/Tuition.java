package inkcast.app;

import inkcast.hand.Hand;
import inkcast.model.Reach;
import inkcast.model.Weights;
import inkcast.train.Lesson;
import inkcast.train.Schedule;
import inkcast.train.Training;
import inkcast.train.TrainingListener;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Whom a new hand learns from: another hand, or somebody's strokes. */
interface Tuition {
  /** Components of the new hand's mixture. */
  int mixtures();

  /** Page units a model unit of what is learnt from. */
  float scaleFactor();

  /** The training itself. */
  Training training(
      Lesson lesson, @Nullable Hand start, Schedule schedule, TrainingListener listener);

  /** The options that say the same again, as typed. */
  String options();

  /** Licence, provenance and corpus of what is learnt. */
  Map<String, String> origin();

  /** Bounds of the new hand's steps. */
  Reach reach(DoubleConsumer progress);

  /** What the new hand is worth on strokes that it did not learn from, in words. */
  String judge(Weights student, DoubleConsumer progress);
}
