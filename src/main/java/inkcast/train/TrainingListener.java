package inkcast.train;

import java.io.IOException;

/** Is told how a training goes, on the thread that trains. */
public interface TrainingListener {
  /**
   * A part of the corpus is written.
   *
   * @param part 0..1
   */
  void written(double part);

  /**
   * An update is done.
   *
   * @param done updates so far
   * @param progress part of the training that is behind, 0..1
   * @param loss nats a stroke, averaged over about 100 updates
   */
  void updated(int done, double progress, double loss);

  /**
   * The student was judged by strokes that it does not learn from: the last point of the curve.
   *
   * @throws IOException ends the training
   */
  void judged(LearningCurve curve) throws IOException;

  /**
   * A good moment to keep what has been learnt.
   *
   * @param state for {@link Training#resume}
   * @throws IOException ends the training
   */
  void checkpoint(byte[] state) throws IOException;
}
