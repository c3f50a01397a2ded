package inkcast.train;

import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A teacher that writes, and says before each stroke what it might be. Half of its streams are at
 * temperature 1; a share of lower and higher temperatures keeps the student from sticking there. A
 * quarter is written by the student, with the teacher's opinion of it, which teaches it to find
 * back from its own mistakes (Ross and others 2011, DAgger). Streams that were read some times are
 * replaced by new ones.
 */
final class TeacherSource implements Source {
  private static final double[] TEMPERATURES = {0.1, 0.25, 0.4, 0.6, 0.8, 1.2};

  /** How often a stream is read on average. */
  private static final int READINGS = 8;

  /** From here on a student that began with nothing writes well enough to learn from it. */
  private static final double WRITES_ITSELF = 0.3;

  private final Weights teacher;
  private final int count;
  private final int length;
  private final long seed;
  private boolean knowing; // whether the student began with something
  private int renewals;

  /**
   * A teacher.
   *
   * @param count of streams, a multiple of {@link Training#BLOCK}
   * @param length of each, strokes
   */
  TeacherSource(Weights teacher, int count, int length, long seed) {
    this.teacher = teacher;
    this.count = count;
    this.length = length;
    this.seed = seed;
  }

  @Override
  public String identity() {
    return "%d streams of %d strokes by teacher %s"
        .formatted(count, length, Checkpoint.fingerprint(teacher));
  }

  @Override
  public int mixtures() {
    return teacher.mixtures();
  }

  @Override
  public float forgetBias() {
    return teacher.forgetBias();
  }

  @Override
  public List<Corpus.Stream> begin(@Nullable Weights student, DoubleConsumer progress) {
    knowing = student != null;
    return new Scribe(teacher, student).write(plans(0, count, seed, knowing), length, progress);
  }

  @Override
  public void setOutputBias(Parameters student, List<Corpus.Stream> streams) {
    OutputBias.set(student, streams);
  }

  @Override
  public Loss loss(int rows) {
    return new MatchedDivergence(teacher.mixtures(), rows);
  }

  @Override
  public @Nullable Renewal renew(long read, Supplier<Weights> student, double progress) {
    int block = Training.BLOCK;
    if (read < (renewals + 1L) * block * length * READINGS) {
      return null;
    }
    int from = renewals % (count / block) * block;
    renewals++;
    boolean itself = knowing || progress >= WRITES_ITSELF;
    List<Corpus.Plan> plans = plans(from, block, seed + count + (long) renewals * block, itself);
    return new Renewal(from, new Scribe(teacher, student.get()).write(plans, length, part -> {}));
  }

  private static List<Corpus.Plan> plans(int from, int count, long seed, boolean itself) {
    List<Corpus.Plan> plans = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      double temperature = i % 2 == 0 ? 1 : TEMPERATURES[i / 16 % TEMPERATURES.length];
      Corpus.Start start = i / 2 % 2 == 1 ? Corpus.Start.RANDOM : Corpus.Start.ZERO;
      plans.add(new Corpus.Plan(temperature, start, itself && i / 4 % 4 == 0, seed + i - from));
    }
    return plans;
  }

  @Override
  public void save(DataOutputStream out, List<Corpus.Stream> streams) throws IOException {
    out.writeBoolean(knowing);
    out.writeInt(renewals);
    for (Corpus.Stream stream : streams) {
      Corpus.Plan plan = stream.plan();
      out.writeDouble(plan.temperature());
      out.writeByte(plan.start().ordinal());
      out.writeBoolean(plan.byStudent());
      out.writeLong(plan.seed());
      Floats.write(out, stream.strokes());
    }
  }

  /** Only the strokes are kept: what the teacher says of them it says again. */
  @Override
  public List<Corpus.Stream> restore(DataInputStream in, DoubleConsumer progress)
      throws IOException {
    knowing = in.readBoolean();
    renewals = in.readInt();
    List<Corpus.Plan> plans = new ArrayList<>(count);
    List<float[]> strokes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double temperature = in.readDouble();
      Corpus.Start start = Corpus.Start.values()[in.readByte()];
      plans.add(new Corpus.Plan(temperature, start, in.readBoolean(), in.readLong()));
      float[] its = new float[length * Weights.INPUTS];
      Floats.read(in, its);
      strokes.add(its);
    }
    return new Scribe(teacher, null).label(plans, strokes, progress);
  }
}
