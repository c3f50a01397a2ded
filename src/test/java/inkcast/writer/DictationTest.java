package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DictationTest {
  private static final int REST = 5; // ticks
  private static final Page PAGE = new Page(800, 600, 40);

  private final Weights weights = RandomWeights.of(16, 3, 1);
  private final List<Ensemble> ensembles =
      Ensemble.form(
          List.of(
              new Part(
                  weights,
                  new Writer.Setup("test", PAGE, new Point(40, 300), 10, 0.65f),
                  Sources.seeded(3))),
          Twin.SCALAR::lstm);
  private final Writer writer = ensembles.getFirst().members().getFirst();
  private final Dictation dictation = writer.dictation();
  private final List<Integer> written = new ArrayList<>(); // seq, one a stroke

  @Test
  void shouldTakeOneStrokeATickAndThenWaitBeforeItGoesOn() {
    dictate(3, -4, false);
    dictate(5, 0, true);
    tick();
    assertEquals(43, writer.stroke().x());
    assertEquals(296, writer.stroke().y());
    assertTrue(writer.stroke().ink());
    tick();
    assertEquals(48, writer.stroke().x());
    assertTrue(writer.stroke().lifts());
    assertFalse(writer.penDown());
    for (int i = 0; i < REST; i++) {
      assertTrue(dictation.active());
      tick();
    }
    assertEquals(List.of(1, 2), written);
    assertFalse(dictation.active());
    tick();
    assertEquals(3, writer.stroke().seq());
    assertFalse(writer.stroke().ink(), "the visitor had lifted the pen");
    assertEquals(48 + writer.stroke().dx(), writer.stroke().x());
  }

  @Test
  void shouldFeedTheModelWithWhatAVisitorWrites() {
    Batch same = new Batch(weights, 1);
    Lstm lstm = Twin.SCALAR.lstm(weights);
    same.randomize(0, Sources.seeded(3)); // as the writer was
    float[][] visitors = {{3, -4, 0}, {5, 1, 0}, {-2, 6, 1}};
    for (float[] stroke : visitors) {
      dictate(stroke[0], stroke[1], stroke[2] == 1);
      tick();
      lstm.update(same, new int[] {0}, 1);
      same.input(0, stroke[0] / 10, stroke[1] / 10, stroke[2]);
    }
    for (int i = 0; i <= REST; i++) {
      tick();
    }
    lstm.update(same, new int[] {0}, 1);
    Mixture mixture = new Mixture(weights);
    mixture.read(same, 0);
    double likely = mixture.logLikelihood(0.1, 0.1, 0);
    mixture.read(ensembles.getFirst().batch(), writer.row());
    assertEquals(likely, mixture.logLikelihood(0.1, 0.1, 0), 1e-4); // offsets were once page units
  }

  @Test
  void shouldKeepAVisitorOnThePage() {
    dictate(-1e9f, Float.MAX_VALUE, false);
    tick();
    assertEquals(0, writer.stroke().x());
    assertEquals(600, writer.stroke().y());
    assertEquals(Restart.NOT_DUE, writer.restartDue());
  }

  @Test
  void shouldKeepAVisitorOnThePageWhereverThePenWas() {
    RandomGenerator random = Sources.seeded(4);
    for (int i = 0; i < 1000; i++) {
      for (int step = 0; step < 3; step++) {
        dictate(200 * random.nextFloat(), 200 * random.nextFloat(), false);
        tick();
      }
      dictate(-1e6f, -1e6f, false); // into the corner, whatever that is in floats
      tick();
      assertEquals(Restart.NOT_DUE, writer.restartDue());
    }
  }

  @Test
  void shouldBeginANewLineWhenAVisitorHasFilledOne() {
    dictate(10_000, 0, false);
    dictate(1, 0, false);
    tick();
    tick();
    assertEquals(1, writer.restarts());
    assertFalse(dictation.active(), "what waited belonged to the old line");
  }

  @Test
  void shouldLetNoMoreWaitThanThereIsRoomFor() {
    for (int i = 0; i < Dictation.MOST; i++) {
      dictate(1, 0, false);
    }
    assertFalse(dictation.reserve());
    tick();
    assertTrue(dictation.reserve());
    assertFalse(dictation.reserve());
    dictation.cancel();
    writer.restart();
    assertFalse(dictation.active());
  }

  @Test
  void shouldWaitForAFirstStrokeAndNotForever() {
    dictation.expect(3);
    for (int i = 0; i < 3; i++) {
      tick();
    }
    assertEquals(List.of(), written);
    tick();
    assertEquals(List.of(1), written);
  }

  private void dictate(float dx, float dy, boolean lifts) {
    assertTrue(dictation.reserve());
    dictation.put(dx, dy, lifts, REST);
  }

  private void tick() {
    WriterListener listener =
        new WriterListener() {
          @Override
          public void restarted(Writer writer, Restart cause) {}

          @Override
          public void wrote(Writer writer) {
            written.add(writer.stroke().seq());
          }
        };
    ensembles.getFirst().step(listener);
  }
}
