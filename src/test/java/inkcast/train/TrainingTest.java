package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.FreshJvm;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
  private static final Weights TEACHER = RandomWeights.of(16, 3, 4);
  private static final int UPDATES = 240;
  private static final int STREAM = 32; // strokes

  private final List<Double> losses = new ArrayList<>();
  private final List<Double> parts = new ArrayList<>();
  private final List<byte[]> checkpoints = new ArrayList<>();
  private long nowNs;

  @Test
  void shouldComeNearerToItsTeacher() throws Exception {
    Weights student = train(1, UPDATES, null);
    double first = losses.getFirst();
    double last = losses.getLast();
    assertTrue(last < first / 2, "from " + first + " to " + last);
    double before = behind(train(1, 1, null));
    double after = behind(student);
    assertTrue(after < before / 2, before + " then " + after);
  }

  @Test
  void shouldGiveTheSameBitsForTheSameSeed() throws Exception {
    Weights once = train(5, 40, null);
    assertSame(once, train(5, 40, null));
    assertFalse(Arrays.equals(once.recurrentKernel(), train(6, 40, null).recurrentKernel()));
  }

  @Test
  void shouldGiveTheSameBitsHoweverItIsCompiled() throws Exception {
    List<String> flags = List.of("--add-modules", "jdk.incubator.vector");
    List<String> early = new ArrayList<>(flags);
    early.addAll(
        List.of(
            "-XX:-BackgroundCompilation",
            "-XX:Tier3DelayOn=0",
            "-XX:Tier4InvocationThreshold=50",
            "-XX:Tier4MinInvocationThreshold=10",
            "-XX:Tier4CompileThreshold=100",
            "-XX:Tier4BackEdgeThreshold=1000"));
    List<String> never = new ArrayList<>(flags);
    never.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1"));
    String expected = FreshJvm.run(early, Learner.class);
    assertEquals(2, expected.lines().count(), expected);
    assertEquals(expected, FreshJvm.run(never, Learner.class));
  }

  @Test
  void shouldGoOnFromWhatAStudentKnows() throws Exception {
    Weights start = train(1, UPDATES, null);
    double before = behind(start);
    double after = behind(byTeacher(2, schedule(20, 1e-3), start).run());
    double alone = behind(byTeacher(2, schedule(20, 1e-3), null).run());
    assertTrue(after < 1.5 * before && alone > 3 * before, before + ", " + after + ", " + alone);
  }

  @Test
  void shouldRefuseAStartOfAnotherSize() {
    Weights other = RandomWeights.of(9, 3, 1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> byTeacher(1, 10, other));
    assertEquals("a start of 9 units and 3 mixtures: expected 8 or fewer, and 3", e.getMessage());
  }

  @Test
  void shouldTellHowFarItIs() throws Exception {
    train(1, 9, null);
    assertEquals(1, parts.getLast());
    assertEquals(9, losses.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5}) // before, at and after the first renewals of the corpus
  void shouldResumeToTheSameBitsByATeacher(int checkpoint) throws Exception {
    nowNs = 1;
    Training whole = byTeacher(3, 120, null);
    Weights expected = whole.run();
    Training resumed = byTeacher(3, 120, null);
    resumed.resume(checkpoints.get(checkpoint));
    int behind = resumed.updates();
    assertTrue(behind > 0 && behind < 120, "resumed at " + behind);
    assertSame(expected, resumed.run());
    assertEquals(whole.loss(), resumed.loss());
    assertEquals(whole.curve().points(), resumed.curve().points());
  }

  @Test
  void shouldResumeToTheSameBitsByStrokes() throws Exception {
    nowNs = 1;
    List<float[]> lines = lines(24, 40);
    Weights expected = byStrokes(lines, 70).run();
    Training resumed = byStrokes(lines, 70);
    resumed.resume(checkpoints.get(2));
    assertSame(expected, resumed.run());
  }

  @Test
  void shouldRefuseADamagedCheckpointAndThatOfAnotherTraining() throws Exception {
    nowNs = 1;
    byTeacher(3, 40, null).run();
    byte[] good = checkpoints.getFirst();
    IOException other = assertThrows(IOException.class, () -> byTeacher(4, 40, null).resume(good));
    assertTrue(other.getMessage().contains("of another training"), other.getMessage());
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    for (byte[] bytes : List.of(bad, Arrays.copyOf(good, good.length / 2), new byte[3])) {
      IOException e = assertThrows(IOException.class, () -> byTeacher(3, 40, null).resume(bytes));
      assertTrue(e.getMessage().contains("damaged"), e.getMessage());
    }
  }

  @Test
  void shouldLearnStrokesByLikelihood() throws Exception {
    List<float[]> lines = lines(40, 60);
    Weights start = byStrokes(lines, 1).run();
    Weights end = byStrokes(lines, 300).run();
    double before = Gap.mean(Likelihood.negative(start, lines, part -> {}));
    double after = Gap.mean(Likelihood.negative(end, lines, part -> {}));
    assertTrue(after < before - 1, "from " + before + " to " + after);
  }

  @Test
  void shouldStopWhenHeldOutStrokesAreForetoldWorseAndWorse() throws Exception {
    List<float[]> noise = new ArrayList<>();
    RandomGenerator random = Sources.seeded(9);
    for (int i = 0; i < 3; i++) {
      noise.add(line(20, () -> (float) random.nextGaussian()));
    }
    Training training = byStrokes(noise, 5000);
    Weights kept = training.run();
    assertTrue(training.updates() < 5000, "stopped after " + training.updates());
    double best =
        training.curve().points().stream()
            .mapToDouble(LearningCurve.Point::gap)
            .min()
            .orElseThrow();
    double[][] found = Likelihood.negative(kept, HeldOut.of(noise).heldOut(), part -> {});
    assertEquals(best, Gap.mean(found), 1e-6);
    assertTrue(training.curve().points().getLast().gap() > best);
  }

  @Test
  void shouldGrowAHandThatGoesOnAsItWas() throws Exception {
    Weights small = train(5, 200, null);
    Weights grown = Parameters.grown(small, 11, Sources.seeded(1)).toWeights();
    assertEquals(11, grown.units());
    assertEquals(behind(small), behind(grown), 1e-5);
    Lesson lesson = new Lesson(11, 6, 8, 16, 0);
    Schedule more = schedule(200, 1e-2);
    Weights end = Training.byTeacher(lesson, TEACHER, small, 64, STREAM, more, listener()).run();
    assertEquals(11, end.units());
    assertTrue(behind(end) < behind(small), behind(small) + " to " + behind(end));
  }

  @Test
  void shouldEndWithWhatItBeganAsIfNothingBetterCame() throws Exception {
    Weights start = byStrokes(lines(10, 30), 400).run();
    Lesson lesson = new Lesson(8, 1, 8, 16, 0);
    HeldOut lines = HeldOut.of(lines(3, 30));
    HeldOut unlike = new HeldOut(List.of(line(30, () -> 9f)), lines.heldOut(), lines.proof());
    Training training =
        Training.byStrokes(lesson, unlike, start, 3, schedule(400, 1e-2), listener());
    assertSame(start, training.run());
  }

  @Test
  void shouldBeRepeatedByAskingForAsManyUpdatesAsWerePlanned() throws Exception {
    nowNs = 1;
    List<float[]> lines = lines(24, 40);
    Lesson lesson = new Lesson(8, 1, 8, 16, 0);
    Schedule timed = Schedule.time(Duration.ofSeconds(3000), 1e-2, () -> nowNs += 5_000_000_000L);
    Training once = Training.byStrokes(lesson, HeldOut.of(lines), null, 3, timed, listener());
    Weights expected = once.run();
    assertTrue(once.planned() >= once.updates(), once.planned() + " planned");
    assertSame(expected, byStrokes(lines, once.planned()).run());
    assertEquals(40, Schedule.time(Duration.ofHours(1), 1, () -> 0).planned(10));
  }

  @Test
  void shouldHoldOutEveryTenthLineAndNeverAll() {
    assertParts(32, 4, 4, 40);
    assertParts(1, 1, 1, 2);
    assertParts(8, 1, 1, 9);
    assertParts(8, 1, 1, 10);
    assertParts(878, 62, 63, 1003);
    assertParts(4096 - 128, 64, 64, 4096);
    HeldOut ten = HeldOut.of(lines(10, 3));
    assertNotSame(ten.heldOut().getFirst(), ten.proof().getFirst());
    assertThrows(IllegalArgumentException.class, () -> HeldOut.of(lines(1, 3)));
  }

  /** How far a student is behind its teacher on unseen strokes, nats a stroke. */
  private static double behind(Weights student) {
    List<float[]> unseen = Unseen.write(TEACHER, 8, 64, 1, part -> {});
    double[][] teachers = Likelihood.negative(TEACHER, unseen, part -> {});
    return Gap.of(Likelihood.negative(student, unseen, part -> {}), teachers).mean();
  }

  private static void assertParts(int learnt, int heldOut, int proof, int of) {
    HeldOut parts = HeldOut.of(lines(of, 1));
    assertEquals(learnt, parts.learnt().size());
    assertEquals(heldOut, parts.heldOut().size());
    assertEquals(proof, parts.proof().size());
  }

  private Weights train(long seed, int updates, Weights start) throws IOException {
    return byTeacher(seed, updates, start).run();
  }

  private Training byTeacher(long seed, int updates, Weights start) {
    return byTeacher(seed, schedule(updates, 6e-3), start);
  }

  private Training byTeacher(long seed, Schedule schedule, Weights start) {
    Lesson lesson = new Lesson(8, seed, 8, 16, 2);
    return Training.byTeacher(lesson, TEACHER, start, 64, STREAM, schedule, listener());
  }

  private Training byStrokes(List<float[]> lines, int updates) {
    Lesson lesson = new Lesson(8, 1, 8, 16, 0);
    return Training.byStrokes(
        lesson, HeldOut.of(lines), null, 3, schedule(updates, 1e-2), listener());
  }

  /** A second goes by whenever somebody looks at the clock, if at all. */
  private Schedule schedule(int updates, double rate) {
    return Schedule.updates(updates, rate, () -> nowNs == 0 ? 0 : (nowNs += 5_000_000_000L));
  }

  /** Lines of a slow wave, each begun somewhere else. */
  private static List<float[]> lines(int count, int strokes) {
    List<float[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] at = {3 * i};
      lines.add(line(strokes, () -> (float) Math.sin(at[0]++ / 2.0)));
    }
    return lines;
  }

  private static float[] line(int strokes, Supplier<Float> next) {
    float[] line = new float[strokes * Weights.INPUTS];
    for (int i = 0; i < line.length; i++) {
      line[i] = i % 3 == 2 ? (i / 3 % 7 == 6 ? 1 : 0) : next.get();
    }
    return line;
  }

  private static void assertSame(Weights expected, Weights found) {
    assertArrayEquals(expected.recurrentKernel(), found.recurrentKernel());
    assertArrayEquals(expected.inputKernel(), found.inputKernel());
    assertArrayEquals(expected.outputKernel(), found.outputKernel());
    assertArrayEquals(expected.outputBias(), found.outputBias());
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void written(double part) {
        parts.add(part);
      }

      @Override
      public void updated(int done, double progress, double loss) {
        losses.add(loss);
      }

      @Override
      public void judged(LearningCurve curve) {}

      @Override
      public void checkpoint(byte[] state) {
        checkpoints.add(state);
      }
    };
  }
}
