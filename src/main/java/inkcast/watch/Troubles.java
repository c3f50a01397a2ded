package inkcast.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes troubles of symptoms: one begins when its symptom has been there for long enough, and ends
 * when that has not been seen for a while. One thread's.
 */
final class Troubles {
  /** What comes and goes is one trouble, not many. */
  static final Duration REST = Duration.ofMinutes(1);

  private final Map<String, Spell> spells = new LinkedHashMap<>();

  /** A symptom that is seen again and again. */
  private static final class Spell {
    final Instant since;
    final long sinceNs;
    long seenNs;
    Symptom symptom;

    Spell(Symptom symptom, long nowNs, Instant since) {
      this.symptom = symptom;
      this.since = since;
      sinceNs = nowNs;
    }
  }

  /**
   * What is wrong, given what is seen now.
   *
   * @param nowNs monotonic time
   * @param now time of day
   */
  List<Trouble> of(List<Symptom> seen, long nowNs, Instant now) {
    for (Symptom symptom : seen) {
      Spell spell =
          spells.computeIfAbsent(
              symptom.trouble() + " " + symptom.about(), key -> new Spell(symptom, nowNs, now));
      spell.symptom = symptom;
      spell.seenNs = nowNs;
    }
    spells.values().removeIf(spell -> nowNs - spell.seenNs >= REST.toNanos());
    List<Trouble> troubles = new ArrayList<>();
    for (Spell spell : spells.values()) {
      Symptom symptom = spell.symptom;
      if (spell.seenNs - spell.sinceNs >= symptom.patience().toNanos()) {
        troubles.add(new Trouble(symptom.trouble(), symptom.about(), symptom.what(), spell.since));
      }
    }
    return troubles;
  }
}
