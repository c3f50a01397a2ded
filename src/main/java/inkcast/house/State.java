package inkcast.house;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people have set, as it is kept over a restart. Each value stands beside what the
 * configuration said then, and counts only while it says so still. Immutable.
 *
 * @param version of this form
 * @param writers those for whom something was set
 */
record State(int version, List<Writer> writers) {
  /** The only form there is. */
  static final int VERSION = 1;

  /** Nobody has set anything. */
  static final State EMPTY = new State(VERSION, List.of());

  /**
   * One writer.
   *
   * @param writer its number
   * @param temperature null: nobody has set it
   * @param hand likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Writer(int writer, @Nullable Warmth temperature, @Nullable Choice hand, boolean paused) {}

  /**
   * A temperature.
   *
   * @param operator null: none has set it
   * @param visitor likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Warmth(double configured, @Nullable Float operator, @Nullable Float visitor) {}

  /** The name of a hand; both are there once it has been checked. */
  record Choice(String configured, String operator) {}

  /**
   * Looks whether it can be.
   *
   * @throws IOException if not
   */
  void check() throws IOException {
    if (version != VERSION) {
      throw new IOException("expected version " + VERSION + ", found " + version);
    }
    for (Writer writer : writers) {
      Choice hand = writer.hand;
      if (hand != null && (hand.configured == null || hand.operator == null)) {
        throw new IOException("expected two names of hands, found " + hand);
      }
      Warmth warmth = writer.temperature;
      if (warmth != null && !(sane(warmth.operator) && sane(warmth.visitor))) {
        throw new IOException("expected a temperature, found " + warmth);
      }
    }
  }

  private static boolean sane(@Nullable Float temperature) {
    return temperature == null || (temperature >= 0 && Float.isFinite(temperature));
  }

  /** What of it counts for the writers of a configuration, by their numbers. */
  Map<Integer, Writer> of(List<Plan> plans) {
    Map<Integer, Writer> counts = new HashMap<>();
    for (Writer saved : writers) {
      if (saved.writer >= 1 && saved.writer <= plans.size()) {
        counts.put(saved.writer, counting(saved, plans.get(saved.writer - 1)));
      }
    }
    return counts;
  }

  private static Writer counting(Writer saved, Plan plan) {
    Warmth warmth = saved.temperature;
    Choice hand = saved.hand;
    return new Writer(
        saved.writer,
        warmth != null && warmth.configured == plan.temperature() ? warmth : null,
        hand != null && hand.configured.equals(plan.hand()) ? hand : null,
        saved.paused);
  }
}
