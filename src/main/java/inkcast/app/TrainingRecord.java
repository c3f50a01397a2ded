package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Published;
import inkcast.train.Gap;
import inkcast.train.Lesson;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a hand's file tells of its training: all that is needed to repeat it, and what came of it.
 *
 * @param start what the student began as, or null for random weights; its own record goes on under
 *     keys that begin with {@code from.}
 * @param rate highest learning rate
 * @param updates made
 * @param loss divergence from the teacher at the end, nats a stroke
 */
record TrainingRecord(Lesson lesson, @Nullable Hand start, double rate, int updates, double loss) {

  private static final String FROM = "from.";
  private static final Set<String> RECORD =
      Set.of("command", "corpus", "schedule", "seed", "loss", "gap");

  /** Metadata of a student: the teacher's licence and notice go on with it. */
  Map<String, String> metadata(Hand teacher, String precision) {
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
                + " temperature 1, the rest from 0.1 to 1.2; a quarter of them written by the"
                + " student, anew after each third of the updates%s",
            lesson.streams(),
            lesson.streamLength(),
            start == null ? ", not at first" : ""));
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
            "inkcast train --teacher TEACHER --out FILE%s --units %d --updates %d --rate %s"
                + " --first-weight %s --seed %d --corpus-streams %d --corpus-strokes %d --precision"
                + " %s",
            start == null ? "" : " --from FROM",
            lesson.units(),
            updates,
            rate,
            lesson.firstWeight(),
            lesson.seed(),
            lesson.streams(),
            lesson.streamLength(),
            precision));
    if (start != null) {
      start
          .metadata()
          .forEach(
              (key, value) -> {
                if (key.startsWith(FROM) || RECORD.contains(key)) {
                  metadata.put(FROM + key, value);
                }
              });
    }
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
