package inkcast.train;

import inkcast.model.Sources;
import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Leads the rows of a network through its streams: each row reads a stream to its end, chunk after
 * chunk with the state carried, then takes the next of a shuffled order. The first streams are
 * entered at different places, so that beginnings are spread over the updates. Belongs to one
 * thread at a time.
 */
final class Course {
  // A random state says nothing of the teacher's, and is far from any that a stroke leads to: what
  // to make of it is learnt from the first strokes alone, a few in a thousand.
  private static final double WEIGHT_DECAY = 0.7; // a stroke

  private static final int NONE = -1;

  // Seeds of orders and of starting states never meet.
  private static final long STARTS = 1L << 24;

  private final Network network;
  private final Loss loss;
  private final List<Corpus.Stream> streams;
  private final long seed;
  private final double firstWeight;
  private final List<Integer> order = new ArrayList<>();
  private final int[] current; // (rows,): index of the stream, or none
  private final int[] position; // (rows,): strokes of it that are behind
  private final boolean[] random; // (rows,): whether it began at a random state
  private int round;
  private int place; // in the order
  private int begun;
  private double weights; // of the last chunk's strokes

  /** A course through {@code streams}, at least one. */
  Course(Network network, Loss loss, List<Corpus.Stream> streams, long seed, double firstWeight) {
    this.network = network;
    this.loss = loss;
    this.streams = new ArrayList<>(streams);
    this.seed = seed;
    this.firstWeight = firstWeight;
    current = new int[network.rows];
    position = new int[network.rows];
    random = new boolean[network.rows];
    shuffle();
    for (int row = 0; row < network.rows; row++) {
      begin(row);
      int chunks = streams.get(current[row]).length() / network.steps;
      position[row] = chunks == 0 ? 0 : row % chunks * network.steps;
    }
  }

  /** Puts another stream in the place of one: rows that read the old one take the next. */
  void replace(int index, Corpus.Stream stream) {
    streams.set(index, stream);
    for (int row = 0; row < network.rows; row++) {
      if (current[row] == index) {
        current[row] = NONE;
      }
    }
  }

  /**
   * Reads one chunk and adds its gradient, each stroke's divided by rows x steps.
   *
   * @return sum over the strokes, nats, weighted likewise; divided by {@link #weights} the mean
   */
  double read(float[] gradient) {
    for (int row = 0; row < network.rows; row++) {
      if (current[row] == NONE || position[row] >= streams.get(current[row]).length()) {
        begin(row);
      }
      inputs(row);
    }
    network.forward();
    double sum = 0;
    weights = 0;
    for (int t = 0; t < network.steps; t++) {
      for (int row = 0; row < network.rows; row++) {
        expect(row, t);
      }
      sum +=
          loss.replaceByGradient(
              network.outputs, network.output(t, 0), network.parameters.outputWidth);
    }
    network.backward(gradient);
    network.carry();
    for (int row = 0; row < network.rows; row++) {
      position[row] += network.steps;
    }
    return sum;
  }

  /** What the strokes of the last chunk weighed together. */
  double weights() {
    return weights;
  }

  private void expect(int row, int t) {
    Corpus.Stream stream = streams.get(current[row]);
    int stroke = position[row] + t;
    if (stroke >= stream.length()) {
      loss.expectNothing(row);
      return;
    }
    double extra = random[row] ? firstWeight * Math.pow(WEIGHT_DECAY, stroke) : 0;
    float weight = (float) ((1 + extra) / (network.rows * network.steps));
    weights += weight;
    loss.expect(row, stream, stroke, weight);
  }

  private void begin(int row) {
    if (place == order.size()) {
      round++;
      shuffle();
    }
    current[row] = order.get(place++);
    position[row] = 0;
    begun++;
    random[row] =
        switch (streams.get(current[row]).plan().start()) {
          case ZERO -> false;
          case RANDOM -> true;
          case EITHER -> begun % 2 == 0;
        };
    if (random[row]) {
      network.randomize(row, Sources.seeded(seed + STARTS + begun));
    } else {
      network.zero(row);
    }
  }

  private void inputs(int row) {
    Corpus.Stream stream = streams.get(current[row]);
    float[] strokes = stream.strokes();
    for (int t = 0; t < network.steps; t++) {
      int stroke = position[row] + t - 1;
      int at = stroke * Weights.INPUTS;
      if (stroke < 0 || stroke >= stream.length()) {
        network.input(t, row, 0, 0, 0);
      } else {
        network.input(t, row, strokes[at], strokes[at + 1], strokes[at + 2]);
      }
    }
  }

  private void shuffle() {
    order.clear();
    for (int i = 0; i < streams.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, Random.from(Sources.seeded(seed + round)));
    place = 0;
  }

  /** Writes where all rows are; the streams themselves are for others to keep. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(round);
    out.writeInt(place);
    out.writeInt(begun);
    for (int row = 0; row < network.rows; row++) {
      out.writeInt(current[row]);
      out.writeInt(position[row]);
      out.writeBoolean(random[row]);
    }
    float[] state = state();
    network.state(state);
    Floats.write(out, state);
  }

  /** Goes on where {@link #save} was. */
  void restore(DataInputStream in) throws IOException {
    round = in.readInt();
    shuffle();
    place = in.readInt();
    begun = in.readInt();
    for (int row = 0; row < network.rows; row++) {
      current[row] = in.readInt();
      position[row] = in.readInt();
      random[row] = in.readBoolean();
    }
    float[] state = state();
    Floats.read(in, state);
    network.restore(state);
  }

  private float[] state() {
    return new float[2 * network.rows * network.parameters.units];
  }
}
