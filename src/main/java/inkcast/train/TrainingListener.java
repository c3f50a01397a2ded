package inkcast.train;

/** Is told how a training goes, on the thread that trains. */
public interface TrainingListener {
  /**
   * A part of the corpus is written, or of the streams that replace some of it.
   *
   * @param part 0..1
   */
  void written(double part);

  /**
   * An update is done.
   *
   * @param done updates so far
   * @param progress part of the training that is behind, 0..1
   * @param loss divergence from the teacher, nats a stroke, averaged over about 100 updates
   */
  void updated(int done, double progress, double loss);
}
