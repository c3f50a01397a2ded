package inkcast.train;

import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Leads the rows of a network through a corpus: each row reads a stream to its end, chunk after
 * chunk with the state carried, then takes the next of a shuffled order. The first streams are
 * entered at different places, so that beginnings are spread over the updates. Belongs to one
 * thread.
 */
final class Course {
  // A random state says nothing of the teacher's, and is far from any that a stroke leads to: what
  // to
  // make of it is learnt from the first strokes alone, a few in a thousand.
  private static final double WEIGHT_DECAY = 0.7; // a stroke

  private final double firstWeight;
  private final Network network;
  private final MatchedDivergence divergence;
  private final RandomGenerator random;
  private final List<Corpus.Stream> streams;
  private final List<Integer> order = new ArrayList<>();
  private final Corpus.Stream[] current;
  private final int[] position; // strokes of the current stream that are behind

  Course(Network network, List<Corpus.Stream> streams, long seed, double firstWeight) {
    this.firstWeight = firstWeight;
    this.network = network;
    this.streams = new ArrayList<>(streams);
    random = Sources.seeded(seed);
    divergence = new MatchedDivergence(network.parameters.mixtures, network.rows);
    current = new Corpus.Stream[network.rows];
    position = new int[network.rows];
    for (int row = 0; row < network.rows; row++) {
      current[row] = next();
      int chunks = current[row].length() / network.steps;
      position[row] = row % chunks * network.steps;
      begin(row);
    }
  }

  /** Puts other streams in the place of some: rows that read the old ones finish them. */
  void replace(int index, Corpus.Stream stream) {
    streams.set(index, stream);
  }

  /**
   * Reads one chunk and adds its gradient.
   *
   * @return mean divergence, nats a stroke
   */
  double read(float[] gradient) {
    for (int row = 0; row < network.rows; row++) {
      if (position[row] == current[row].length()) {
        current[row] = next();
        position[row] = 0;
        begin(row);
      }
      inputs(row);
    }
    network.forward();
    double loss = 0;
    for (int t = 0; t < network.steps; t++) {
      for (int row = 0; row < network.rows; row++) {
        int size = Target.size(network.parameters.mixtures);
        divergence.target(row, current[row].targets(), (position[row] + t) * size, weight(row, t));
      }
      loss +=
          divergence.replaceByGradient(
              network.outputs, network.output(t, 0), network.parameters.outputWidth);
    }
    network.backward(gradient);
    network.carry();
    for (int row = 0; row < network.rows; row++) {
      position[row] += network.steps;
    }
    return loss;
  }

  private float weight(int row, int t) {
    double extra =
        current[row].plan().random()
            ? firstWeight * Math.pow(WEIGHT_DECAY, position[row] + (double) t)
            : 0;
    return (float) ((1 + extra) / (network.rows * network.steps));
  }

  private void begin(int row) {
    if (current[row].plan().random()) {
      network.randomize(row, random);
    } else {
      network.zero(row);
    }
  }

  private void inputs(int row) {
    float[] strokes = current[row].strokes();
    for (int t = 0; t < network.steps; t++) {
      int at = (position[row] + t - 1) * Weights.INPUTS;
      if (at < 0) {
        network.input(t, row, 0, 0, 0);
      } else {
        network.input(t, row, strokes[at], strokes[at + 1], strokes[at + 2]);
      }
    }
  }

  private Corpus.Stream next() {
    if (order.isEmpty()) {
      for (int i = 0; i < streams.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, Random.from(random));
    }
    return streams.get(order.removeLast());
  }
}
