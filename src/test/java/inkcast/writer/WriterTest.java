package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.Mixture;
import inkcast.model.RandomWeights;
import inkcast.model.ScalarLstm;
import inkcast.model.Sources;
import inkcast.model.Weights;
import org.junit.jupiter.api.Test;

class WriterTest {
  private static final Page PAGE = new Page(1920, 1080, 50);
  private static final Point START = new Point(50, 540);

  private final Weights weights = RandomWeights.of(16, 3, 1);
  private final Batch batch = new Batch(weights, 2);
  private final Mixture mixture = new Mixture(3);
  private final Writer writer = writer(0, 7);

  @Test
  void shouldStandAtTheSumOfItsOffsets() {
    float x = START.x();
    float y = START.y();
    for (int i = 0; i < 100; i++) {
      write(writer);
      x += writer.stroke().dx();
      y += writer.stroke().dy();
      assertEquals(x, writer.stroke().x());
      assertEquals(y, writer.stroke().y());
    }
  }

  @Test
  void shouldInkAStrokeWhenThePenWasDownBeforeIt() {
    boolean down = true;
    int lifted = 0;
    for (int i = 0; i < 200; i++) {
      write(writer);
      assertEquals(down, writer.stroke().ink());
      down = !writer.stroke().lifts();
      assertEquals(down, writer.penDown());
      lifted += down ? 0 : 1;
    }
    assertTrue(lifted > 0, "the scribble never lifts its pen, so nothing was shown");
  }

  @Test
  void shouldCountSeqByOneAcrossRestartsAndWrapToZero() {
    write(writer);
    assertEquals(1, writer.stroke().seq());
    writer.restart();
    write(writer);
    assertEquals(2, writer.stroke().seq());
    writer.stroke().seq = Integer.MAX_VALUE;
    write(writer);
    assertEquals(0, writer.stroke().seq());
  }

  @Test
  void shouldBeginANewLineOnRestart() {
    for (int i = 0; i < 20; i++) {
      write(writer);
    }
    Color before = writer.color();
    float hidden = batch.hidden(0, 0);
    writer.restart();
    assertEquals(START, new Point(writer.stroke().x(), writer.stroke().y()));
    assertTrue(writer.penDown());
    assertEquals(1, writer.restarts());
    assertNotEquals(before, writer.color());
    assertNotEquals(hidden, batch.hidden(0, 0));
  }

  @Test
  void shouldAskForARestartAtTheEdges() {
    assertEquals(Restart.NOT_DUE, writer.restartDue());
    at(1869, 500);
    assertEquals(Restart.NOT_DUE, writer.restartDue());
    at(1871, 500);
    assertEquals(Restart.LINE_FULL, writer.restartDue());
    at(500, -1);
    assertEquals(Restart.LOST, writer.restartDue());
    at(500, 1081);
    assertEquals(Restart.LOST, writer.restartDue());
    at(-1, 500);
    assertEquals(Restart.LOST, writer.restartDue());
    at(Float.NaN, 500);
    assertEquals(Restart.LOST, writer.restartDue());
  }

  @Test
  void shouldAskForARestartWhenThePenStaysUp() {
    float[] bias = weights.outputBias().clone();
    bias[0] = 100; // the pen lifts for certain
    Weights stuck =
        new Weights(
            weights.units(),
            weights.mixtures(),
            weights.forgetBias(),
            weights.inputKernel(),
            weights.recurrentKernel(),
            weights.bias(),
            weights.outputKernel(),
            bias);
    Batch stuckBatch = new Batch(stuck, 1);
    Writer w = new Writer(1, setup(0.01f), stuckBatch, 0, Sources.seeded(1));
    for (int i = 0; i < Writer.MAX_PEN_UP; i++) {
      assertEquals(Restart.NOT_DUE, w.restartDue());
      w.feed();
      new ScalarLstm().update(stuckBatch, new int[] {0}, 1);
      w.write(mixture);
    }
    assertEquals(Restart.PEN_STUCK, w.restartDue());
    w.restart();
    assertEquals(Restart.NOT_DUE, w.restartDue());
  }

  @Test
  void shouldRepeatItselfExactlyFromASeed() {
    Writer twin = writer(1, 7);
    for (int i = 0; i < 100; i++) {
      write(writer);
      write(twin);
      if (i == 50) {
        writer.restart();
        twin.restart();
      }
      assertArrayEquals(values(writer), values(twin));
      assertEquals(writer.color(), twin.color());
    }
  }

  @Test
  void shouldGiveInkOneLightnessInEveryHue() {
    for (int turn = 0; turn < 360; turn++) {
      Color c = Color.ofHue(turn / 360.0);
      double luminance = 0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b());
      // 3:1 against white and against black (WCAG 1.4.11, graphical objects).
      assertTrue(1.05 / (luminance + 0.05) >= 3, "too light for white paper: " + c);
      assertTrue((luminance + 0.05) / 0.05 >= 3, "too dark for black paper: " + c);
    }
  }

  private Writer writer(int row, long seed) {
    return new Writer(row + 1, setup(1), batch, row, Sources.seeded(seed));
  }

  private static Writer.Setup setup(float scale) {
    return new Writer.Setup("test", PAGE, START, scale, 1);
  }

  private void write(Writer w) {
    w.feed();
    new ScalarLstm().update(batch, new int[] {w.row()}, 1);
    w.write(mixture);
  }

  private void at(float x, float y) {
    writer.stroke().x = x;
    writer.stroke().y = y;
  }

  private static float[] values(Writer w) {
    Stroke s = w.stroke();
    return new float[] {s.seq(), s.x(), s.y(), s.dx(), s.dy(), s.ink() ? 1 : 0, s.lifts() ? 1 : 0};
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
