package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Published;
import inkcast.hand.Safetensors;
import inkcast.train.Gap;
import inkcast.train.Lesson;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a hand's file tells of its training: all that is needed to repeat it, and what came of it.
 *
 * @param rate highest learning rate
 * @param updates made
 * @param loss divergence from the teacher at the end, nats a stroke
 */
record TrainingRecord(Lesson lesson, double rate, int updates, double loss) {

  /** Metadata of a student: the teacher's licence and notice go on with it. */
  Map<String, String> metadata(Hand teacher, Safetensors.Precision precision) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("licence", teacher.metadata().getOrDefault("licence", "unknown"));
    metadata.put(
        "provenance",
        "trained by inkcast "
            + Version.current()
            + ": a student that learnt from strokes and mixtures of its teacher alone. Teacher: "
            + teacher.metadata().getOrDefault("provenance", teacher.name()));
    String notice = teacher.metadata().get(Published.NOTICE);
    if (notice != null) {
      metadata.put(Published.NOTICE, notice);
    }
    metadata.put(
        "corpus",
        String.format(
            Locale.ROOT,
            "%d streams of %d strokes written by the teacher, half from random states; half at"
                + " temperature 1, the rest from 0.1 to 1.2; a quarter of them written anew by the"
                + " student after each third of the updates",
            lesson.streams(),
            lesson.streamLength()));
    metadata.put(
        "schedule",
        String.format(
            Locale.ROOT,
            "%d updates of %d streams x %d strokes; Adam, rate %s, cosine decay from 30%%, clip 5,"
                + " average 0.998",
            updates,
            lesson.rows(),
            lesson.chunk(),
            rate));
    metadata.put("seed", Long.toString(lesson.seed()));
    metadata.put("loss", String.format(Locale.ROOT, "%.4f nats a stroke", loss));
    metadata.put(
        "command",
        String.format(
            Locale.ROOT,
            "inkcast train --teacher TEACHER --out FILE --units %d --updates %d --seed %d"
                + " --corpus-streams %d --precision %s",
            lesson.units(),
            updates,
            lesson.seed(),
            lesson.streams(),
            precision));
    return metadata;
  }

  /** The same, with what the written file was judged to be worth. */
  Map<String, String> withGap(Map<String, String> metadata, Gap gap) {
    Map<String, String> with = new TreeMap<>(metadata);
    with.put(
        "gap",
        String.format(
            Locale.ROOT,
            "%.4f nats a stroke behind the teacher, standard error %.4f, on 64 unseen streams of"
                + " 1024 strokes at temperature 1 (inkcast eval --hand FILE --hand TEACHER)",
            gap.mean(),
            gap.standardError()));
    return with;
  }
}
