package inkcast.train;

import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import java.util.List;

/** Trains tiny students, by a teacher and by strokes, and tells their weights. */
final class Learner {
  private static final int UPDATES = 12;

  private Learner() {}

  public static void main(String[] arguments) {
    Weights teacher = RandomWeights.of(16, 3, 4);
    List<float[]> strokes = Unseen.write(teacher, 16, 32, 1, part -> {});
    for (Source source :
        List.of(new TeacherSource(teacher, 64, 32, 1), new StrokeSource(strokes, 3))) {
      Trainer trainer = new Trainer(new Lesson(8, 1, 8, 16, 2), source, null, part -> {});
      for (int i = 0; i < UPDATES; i++) {
        trainer.renew(0.5);
        trainer.update(6e-3);
      }
      System.out.println(Checkpoint.fingerprint(trainer.student()));
    }
  }
}
