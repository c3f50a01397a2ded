package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Published;
import inkcast.train.Lesson;
import inkcast.train.Training;
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
 * @param training that has ended
 */
record TrainingRecord(
    Tuition tuition,
    Lesson lesson,
    @Nullable Hand start,
    double rate,
    String precision,
    Training training) {

  private static final String FROM = "from.";
  private static final Set<String> RECORD =
      Set.of("command", "corpus", "start", "schedule", "seed", "loss", "gap");

  /** Metadata of the new hand, but for its final judgement. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>(tuition.origin());
    metadata.put(
        "schedule",
        String.format(
            Locale.ROOT,
            "%d updates of %d streams x %d strokes; Adam, rate %s, cosine decay from 30%%, clip 5,"
                + " average 0.998",
            training.updates(),
            training.lesson().rows(),
            lesson.chunk(),
            rate));
    metadata.put("seed", Long.toString(lesson.seed()));
    metadata.put("loss", String.format(Locale.ROOT, "%.4f nats a stroke", training.loss()));
    metadata.put(
        "command",
        String.format(
            Locale.ROOT,
            "inkcast train %s --out FILE%s --units %d --updates %d --rate %s --first-weight %s"
                + " --seed %d --precision %s",
            tuition.options(),
            start == null ? "" : " --from FROM",
            lesson.units(),
            training.planned(),
            rate,
            lesson.firstWeight(),
            lesson.seed(),
            precision));
    if (start != null) {
      owe(metadata, start);
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

  /** A hand owes to what it learnt from and to what it began as. */
  private static void owe(Map<String, String> metadata, Hand start) {
    Map<String, String> its = start.metadata();
    merge(metadata, "licence", its.getOrDefault("licence", "unknown"), "; ");
    merge(metadata, "provenance", its.getOrDefault("provenance", start.name()), ". From: ");
    if (its.containsKey(Published.NOTICE)) {
      merge(metadata, Published.NOTICE, its.get(Published.NOTICE), "\n\n");
    }
    metadata.put("start", start.name() + ", weights " + Training.fingerprint(start.weights()));
  }

  private static void merge(Map<String, String> to, String key, String its, String between) {
    to.merge(key, its, (own, other) -> has(own, other, between) ? own : own + between + other);
  }

  /** Whether one of the parts is another, as a whole. */
  private static boolean has(String parts, String other, String between) {
    return (between + parts + between).contains(between + other + between);
  }
}
