package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  private static final int STEPS = 300;
  private static final Page PAGE = new Page(800, 600, 40);

  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void shouldJoinTheWritersOfAHandAndLeaveEachStrokeAsIfItWereAlone() {
    Weights one = RandomWeights.of(13, 3, 1);
    Weights other = RandomWeights.of(20, 2, 2);
    List<Weights> hands = List.of(one, other, one, other, one);

    List<Ensemble> together = form(hands, 0);
    assertEquals(List.of(List.of(1, 3, 5), List.of(2, 4)), numbers(together));

    Map<Integer, List<String>> alone = new TreeMap<>();
    for (int i = 0; i < hands.size(); i++) {
      alone.put(i + 1, strokes(form(List.of(hands.get(i)), i)).get(1));
    }
    assertEquals(alone, strokes(together));
  }

  @Test
  void shouldLetAWriterWhoseStepThrowsBeginAnewAlone() {
    Weights weights = RandomWeights.of(13, 3, 1);
    Map<Integer, List<String>> well = strokes(form(List.of(weights, weights, weights), 0));
    List<Ensemble> sick =
        Ensemble.form(
            parts(List.of(weights, weights, weights), 0), w -> new Failing(Twin.SCALAR.lstm(w), 1));

    Map<Integer, List<String>> strokes = strokes(sick);
    assertEquals(Collections.nCopies(STEPS, "FAILED"), strokes.get(2));
    assertEquals(well.get(1), strokes.get(1));
    assertEquals(well.get(3), strokes.get(3));
    assertEquals(STEPS, failures.size());
  }

  /** A step that throws for one row, before it has moved any. */
  private record Failing(Lstm lstm, int row) implements Lstm {
    @Override
    public void update(Batch batch, int[] rows, int count) {
      if (Arrays.stream(rows, 0, count).anyMatch(r -> r == row)) {
        throw new IllegalStateException("broken on purpose");
      }
      lstm.update(batch, rows, count);
    }
  }

  private static List<Ensemble> form(List<Weights> hands, int firstSeed) {
    return Ensemble.form(
        parts(hands, firstSeed), Twin.SCALAR::lstm); // the vector twin's last bits know the batch
  }

  private static List<Part> parts(List<Weights> hands, int firstSeed) {
    List<Part> parts = new ArrayList<>();
    for (Weights weights : hands) {
      Writer.Setup setup = new Writer.Setup("test", PAGE, new Point(40, 300), 10, 0.65f);
      parts.add(new Part(weights, setup, Sources.seeded(firstSeed + parts.size())));
    }
    return parts;
  }

  private static List<List<Integer>> numbers(List<Ensemble> ensembles) {
    return ensembles.stream()
        .map(ensemble -> ensemble.members().stream().map(Writer::number).toList())
        .toList();
  }

  private Map<Integer, List<String>> strokes(List<Ensemble> ensembles) {
    Map<Integer, List<String>> strokes = new TreeMap<>();
    WriterListener listener =
        new WriterListener() {
          @Override
          public void restarted(Writer writer, Restart cause) {
            add(writer, cause.toString());
          }

          @Override
          public void wrote(Writer writer) {
            add(writer, writer.stroke().x + " " + writer.stroke().y + " " + writer.stroke().ink);
          }

          @Override
          public void failed(Throwable cause) {
            failures.add(cause);
          }

          private void add(Writer writer, String what) {
            strokes.computeIfAbsent(writer.number(), n -> new ArrayList<>()).add(what);
          }
        };
    for (int step = 0; step < STEPS; step++) {
      ensembles.forEach(ensemble -> ensemble.step(listener));
    }
    return strokes;
  }
}
