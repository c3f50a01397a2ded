package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Weights;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One independent generator: its row of a {@link Batch}, its own random source, temperature, pen
 * and colour. Tick's thread only.
 *
 * <p>In each tick, in this order: {@link #restartDue}, {@link #feed}, the batch's update, {@link
 * #write}. A restart allocates its colour; a stroke allocates nothing.
 */
public final class Writer {
  /** The published model lifts its pen for 3 strokes at most; after this many it is stuck. */
  public static final int MAX_PEN_UP = 60;

  private static final Offset START = new Offset(); // no step, the pen down

  private final int number;
  private Setup setup;
  private Page page;
  private Point start;
  private float scale; // page units a model unit
  private Batch batch;
  private int row;
  private RandomGenerator random;
  private final Offset offset = new Offset(); // the last one, model units
  private final Stroke stroke = new Stroke();
  private final Dictation dictation = new Dictation();
  private @Nullable Prime prime;
  private String hand;
  private Color color;
  private float temperature;
  private boolean paused;
  private boolean finishing; // rests once its pen lifts
  private boolean resting;
  private int restarts;
  private int penUpRun; // strokes since the pen was last down

  /**
   * A writer at the start of its first line.
   *
   * @param number 1-based
   * @param setup what the configuration says of it
   * @param batch the states of all writers in this hand; the row is this writer's
   * @param random this writer's own; a seeded one makes the writer repeat itself
   */
  public Writer(int number, Setup setup, Batch batch, int row, RandomGenerator random) {
    this.number = number;
    this.setup = setup;
    this.page = setup.page();
    this.start = setup.start();
    this.scale = setup.scale();
    this.temperature = setup.temperature();
    this.batch = batch;
    this.row = row;
    this.hand = setup.hand();
    this.random = random;
    this.color = begin();
  }

  /**
   * What the configuration says of a writer.
   *
   * @param hand name of the weights it writes with at first
   * @param start where its lines begin
   * @param scale page units a model unit
   * @param temperature at first
   */
  public record Setup(String hand, Page page, Point start, float scale, float temperature) {}

  /** Begins a new line: new random state, new colour, pen down at the left. */
  public void restart() {
    color = begin();
    restarts = next(restarts);
  }

  /** Begins a new line in another hand. */
  void restart(String hand, Batch batch, int row) {
    this.hand = hand;
    this.batch = batch;
    this.row = row;
    if (prime != null && prime.weights() != batch.weights()) {
      prime = null; // another hand read it
    }
    restart();
  }

  /**
   * Takes over what the configuration says now, but for hand and temperature, and a source if there
   * is another; a restart must follow before the next stroke.
   */
  public void setup(Setup setup, @Nullable RandomGenerator random) {
    this.setup = setup;
    this.page = setup.page();
    this.start = setup.start();
    this.scale = setup.scale();
    if (random != null) {
      this.random = random;
    }
  }

  /** Why the next stroke must be the first of a new line. */
  public Restart restartDue() {
    if (page.full(stroke.x)) {
      return Restart.LINE_FULL;
    }
    if (page.lost(stroke.x, stroke.y)) {
      return Restart.LOST;
    }
    return penUpRun >= MAX_PEN_UP ? Restart.PEN_STUCK : Restart.NOT_DUE;
  }

  /** Gives the model the last offset. */
  public void feed() {
    batch.input(row, offset.dx, offset.dy, offset.pen);
  }

  /** Whether the model's state and outputs are numbers; if not, only a restart helps. */
  public boolean finite() {
    return batch.finite(row);
  }

  /**
   * Makes the next offset this tick's stroke: a visitor's, as far as it stays on the page, or else
   * one that is sampled. The mixture is overwritten.
   */
  public void write(Mixture mixture) {
    boolean penWasUp = offset.pen != 0;
    boolean dictated = dictation.take(offset);
    if (dictated) {
      offset.dx = (page.withinWidth(stroke.x + offset.dx) - stroke.x) / scale;
      offset.dy = (page.withinHeight(stroke.y + offset.dy) - stroke.y) / scale;
    } else {
      mixture.read(batch, row);
      mixture.sample(temperature, random, offset);
    }
    stroke.seq = next(stroke.seq);
    stroke.go(offset, scale, penWasUp);
    if (dictated) { // else a rounding beyond the edge would end the line
      stroke.x = page.withinWidth(stroke.x);
      stroke.y = page.withinHeight(stroke.y);
    }
    penUpRun = stroke.lifts ? penUpRun + 1 : 0;
  }

  /** 1-based. */
  public int number() {
    return number;
  }

  /** Name of the weights it writes with. */
  public String hand() {
    return hand;
  }

  /** What the configuration says of it. */
  public Setup setup() {
    return setup;
  }

  /** Its row of the batch. */
  public int row() {
    return row;
  }

  /** The last stroke; overwritten by the next. */
  public Stroke stroke() {
    return stroke;
  }

  /** Its hand's weights. */
  public Weights weights() {
    return batch.weights();
  }

  /** What it begins its lines with, unless its hand has read none; null: a random state. */
  public void prime(@Nullable Prime prime) {
    this.prime = prime != null && prime.weights() == batch.weights() ? prime : null;
  }

  /** Whether it begins its lines with somebody else's. */
  public boolean primed() {
    return prime != null;
  }

  /** Hidden value of one of its units, after the last step. */
  public float hidden(int unit) {
    return batch.hidden(row, unit);
  }

  /** Its last offset, model units, which the model has not been given yet. */
  void offset(Offset into) {
    into.set(offset);
  }

  /** Whether a line that has come there is finished. */
  boolean ends(float x, float y) {
    return page.full(x) || page.lost(x, y);
  }

  /** What a visitor gives it to write. */
  public Dictation dictation() {
    return dictation;
  }

  /** Page units a model unit. */
  public float scale() {
    return scale;
  }

  /** Whether the pen touches the paper now. */
  public boolean penDown() {
    return offset.pen == 0;
  }

  /** Colour of the present line. */
  public Color color() {
    return color;
  }

  /** Restarts so far; 0 follows 2147483647. */
  public int restarts() {
    return restarts;
  }

  /** 0 is certain, 1 is the model's own. */
  public float temperature() {
    return temperature;
  }

  /** Takes effect with the next stroke; finite, at least 0. */
  public void temperature(float temperature) {
    this.temperature = temperature;
  }

  /** Whether it holds its pen still. */
  public boolean paused() {
    return paused;
  }

  /** Takes effect with the next stroke. */
  public void paused(boolean paused) {
    this.paused = paused;
  }

  /** Whether the house is closed to it: it writes nothing, paused or not. */
  public boolean resting() {
    return resting;
  }

  /** Lets it rest once its pen lifts, or its line ends. */
  public void finish() {
    finishing = true;
  }

  /** Lets it rest before its next stroke. */
  public void rest() {
    dictation.end();
    finishing = false;
    resting = true;
  }

  /** Lets it write on from where it is. */
  public void wake() {
    finishing = false;
    resting = false;
  }

  /** Whether it was told to finish, and this is the moment. */
  boolean finished() {
    return finishing && (!penDown() || restartDue() != Restart.NOT_DUE);
  }

  private Color begin() {
    dictation.end();
    if (prime == null) {
      batch.randomize(row, random);
      offset.set(START);
    } else {
      prime.start(batch, row, offset);
    }
    stroke.x = start.x();
    stroke.y = start.y();
    stroke.dx = 0;
    stroke.dy = 0;
    stroke.ink = false; // who is told of it draws nothing
    stroke.lifts = false;
    penUpRun = 0;
    return Color.ofHue(random.nextDouble());
  }

  private static int next(int count) {
    return (count + 1) & Integer.MAX_VALUE;
  }
}
