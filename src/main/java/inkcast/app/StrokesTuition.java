package inkcast.app;

import inkcast.hand.Hand;
import inkcast.model.Reach;
import inkcast.model.Weights;
import inkcast.train.Gap;
import inkcast.train.HeldOut;
import inkcast.train.Lesson;
import inkcast.train.Likelihood;
import inkcast.train.Longest;
import inkcast.train.Schedule;
import inkcast.train.Strokes;
import inkcast.train.Training;
import inkcast.train.TrainingListener;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody's strokes, from files. */
final class StrokesTuition implements Tuition {
  private static final int MIXTURES = 20;
  private static final float SCALE_FACTOR = 10; // of all the published sketches
  private static final double MIN_STEP = 0.05;
  private static final double MAX_STEP = 2;

  private final StrokeFiles files;
  private final @Nullable Hand start;
  private final HeldOut parts;

  /**
   * What some files hold.
   *
   * @param start what the new hand begins as, or null
   * @throws IOException naming the file whose label cannot be right, or if there is too little
   */
  StrokesTuition(StrokeFiles files, @Nullable Hand start) throws IOException {
    this.files = files;
    this.start = start;
    for (int i = 0; i < files.names().size(); i++) {
      double step = files.contents().get(i).medianStep();
      if (step < MIN_STEP || step > MAX_STEP) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: line %d: scale_factor: expected one that makes the median step %s to %s model"
                    + " units, found a median of %.3g",
                files.names().get(i),
                files.contents().get(i).scaleLine(),
                MIN_STEP,
                MAX_STEP,
                step));
      }
    }
    List<float[]> streams = files.streams().stream().filter(its -> its.length > 0).toList();
    if (streams.size() < 2) {
      throw new IOException(
          String.join(", ", files.names())
              + ": expected at least 2 lines, one to learn from and one to judge by, found "
              + streams.size());
    }
    parts = HeldOut.of(streams);
  }

  @Override
  public int mixtures() {
    return start == null ? MIXTURES : start.weights().mixtures();
  }

  @Override
  public float scaleFactor() {
    return start == null ? SCALE_FACTOR : start.scaleFactor();
  }

  @Override
  public Training training(
      Lesson lesson, @Nullable Hand from, Schedule schedule, TrainingListener listener) {
    return Training.byStrokes(
        lesson, parts, from == null ? null : from.weights(), mixtures(), schedule, listener);
  }

  @Override
  public String options() {
    return "--strokes FILES";
  }

  @Override
  public Map<String, String> origin() {
    Map<String, String> origin = new TreeMap<>();
    origin.put("licence", told("licence", "unknown"));
    origin.put(
        "provenance",
        "trained by inkcast " + Version.current() + " on strokes: " + told("provenance", "own"));
    origin.put(
        "corpus",
        String.format(
            Locale.ROOT,
            "%s: %d lines of %,d strokes (CRC-32 %s), %d more to stop by, %d to judge by",
            told("name", "own"),
            parts.learnt().size(),
            parts.learntStrokes(),
            parts.fingerprint(),
            parts.heldOut().size(),
            parts.proof().size()));
    return origin;
  }

  private String told(String key, String otherwise) {
    return files.contents().stream()
        .map(Strokes::about)
        .map(about -> about.getOrDefault(key, otherwise))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  @Override
  public Reach reach(DoubleConsumer progress) {
    return Longest.of(parts.learnt());
  }

  @Override
  public String judge(Weights student, DoubleConsumer progress) {
    double[][] own = Likelihood.negative(student, parts.proof(), part -> progress.accept(part / 2));
    String held = parts.proof().size() + " held-out lines";
    if (start == null) {
      return String.format(Locale.ROOT, "%.4f nats a stroke on %s", Gap.mean(own), held);
    }
    double[][] before =
        Likelihood.negative(
            start.weights(), parts.proof(), part -> progress.accept((1 + part) / 2));
    Gap gap = Gap.of(own, before);
    return String.format(
        Locale.ROOT,
        "%.4f nats a stroke on %s, %.4f better than %s%s",
        Gap.mean(own),
        held,
        0 - gap.mean(),
        start.name(),
        Double.isNaN(gap.standardError())
            ? ""
            : String.format(Locale.ROOT, ", standard error %.4f", gap.standardError()));
  }
}
