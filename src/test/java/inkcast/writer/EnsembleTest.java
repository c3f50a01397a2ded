package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  private static final int STEPS = 300;
  private static final Page PAGE = new Page(800, 600, 40);

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

  private static List<Ensemble> form(List<Weights> hands, int firstSeed) {
    List<Part> parts = new ArrayList<>();
    for (Weights weights : hands) {
      Writer.Setup setup = new Writer.Setup("test", PAGE, new Point(40, 300), 10, 0.65f);
      parts.add(new Part(weights, setup, Sources.seeded(firstSeed + parts.size())));
    }
    return Ensemble.form(parts, Twin.SCALAR::lstm); // the vector twin's last bits know the batch
  }

  private static List<List<Integer>> numbers(List<Ensemble> ensembles) {
    return ensembles.stream()
        .map(ensemble -> ensemble.members().stream().map(Writer::number).toList())
        .toList();
  }

  private static Map<Integer, List<String>> strokes(List<Ensemble> ensembles) {
    Map<Integer, List<String>> strokes = new TreeMap<>();
    Ensemble.Listener listener =
        new Ensemble.Listener() {
          @Override
          public void restarted(Writer writer, Restart cause) {
            add(writer, cause.toString());
          }

          @Override
          public void wrote(Writer writer) {
            add(writer, writer.stroke().x + " " + writer.stroke().y + " " + writer.stroke().ink);
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
