package inkcast.train;

import inkcast.model.Weights;

/**
 * The loss of one stream in double precision, written from the formulas alone: what the vectorised
 * way forwards and back is held against.
 */
final class ReferenceNetwork {
  private final Parameters shape;
  private final double[] values;

  /** Loss of raw outputs at a step, nats. */
  interface StepLoss {
    double of(double[] raw, int step);
  }

  /** A network with these values in the layout of {@code shape}. */
  ReferenceNetwork(Parameters shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Weighted loss of one stream, nats.
   *
   * @param hidden starting state, (units,)
   * @param cell starting state, (units,)
   * @param strokes what the steps read, (steps, 3)
   * @param loss of raw outputs at a step
   */
  double loss(double[] hidden, double[] cell, double[] strokes, StepLoss loss, double[] weights) {
    int units = shape.units;
    double[] h = hidden.clone();
    double[] c = cell.clone();
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      double[] next = new double[units];
      for (int u = 0; u < units; u++) {
        double i = sigmoid(gate(0, u, h, strokes, t));
        double g = Math.tanh(gate(1, u, h, strokes, t));
        double f = sigmoid(gate(2, u, h, strokes, t) + shape.forgetBias);
        double o = sigmoid(gate(3, u, h, strokes, t));
        c[u] = c[u] * f + i * g;
        next[u] = Math.tanh(c[u]) * o;
      }
      h = next;
      sum += weights[t] * loss.of(outputs(h), t);
    }
    return sum;
  }

  private double gate(int gate, int unit, double[] h, double[] strokes, int t) {
    int column = gate * shape.width + unit;
    double sum = values[Weights.INPUTS * shape.gateWidth() + column];
    for (int k = 0; k < Weights.INPUTS; k++) {
      sum += strokes[t * Weights.INPUTS + k] * values[k * shape.gateWidth() + column];
    }
    for (int k = 0; k < shape.units; k++) {
      sum += h[k] * values[(Parameters.INPUT_ROWS + k) * shape.gateWidth() + column];
    }
    return sum;
  }

  private double[] outputs(double[] h) {
    double[] outputs = new double[Weights.outputs(shape.mixtures)];
    for (int j = 0; j < outputs.length; j++) {
      outputs[j] = values[shape.outputFrom + j];
      for (int k = 0; k < shape.units; k++) {
        outputs[j] += h[k] * values[shape.outputFrom + (1 + k) * shape.outputWidth + j];
      }
    }
    return outputs;
  }

  /** The divergence as its Javadoc states it, softening and floor included. */
  double divergence(double[] raw, float[] target, int at) {
    int n = shape.mixtures;
    double e = target[at];
    double student = sigmoid(raw[0]);
    double sum = e * Math.log(e / student) + (1 - e) * Math.log((1 - e) / (1 - student));
    double total = 0;
    for (int k = 0; k < n; k++) {
      total += Math.exp(raw[1 + k]);
    }
    for (int k = 0; k < n; k++) {
      double pi = target[at + 1 + k];
      sum += pi * Math.log(pi / (Math.exp(raw[1 + k]) / total));
      double x = target[at + 1 + 3 * n + k];
      double y = target[at + 1 + 4 * n + k];
      double rho = target[at + 1 + 5 * n + k];
      double sx = Math.exp(raw[1 + 3 * n + k]);
      double sy = Math.exp(raw[1 + 4 * n + k]);
      double r = Math.tanh(raw[1 + 5 * n + k]);
      double dx = target[at + 1 + n + k] - raw[1 + n + k];
      double dy = target[at + 1 + 2 * n + k] - raw[1 + 2 * n + k];
      double determinant = sx * sx * sy * sy * (1 - r * r);
      // Inverse of the student's covariance.
      double xx = sy * sy / determinant;
      double yy = sx * sx / determinant;
      double xy = -r * sx * sy / determinant;
      double trace = xx * x * x + yy * y * y + 2 * xy * rho * x * y;
      double distance = xx * dx * dx + yy * dy * dy + 2 * xy * dx * dy;
      double ratio = Math.log(determinant / (x * x * y * y * (1 - rho * rho)));
      double divergence = (trace + distance - 2 + ratio) / 2;
      sum += (pi + 0.002) * 10 * Math.log1p(divergence / 10);
    }
    return sum;
  }

  /** Negative logarithm of the density of a stroke, from Graves' equations. */
  double negativeLogLikelihood(double[] raw, double dx, double dy, double pen) {
    int n = shape.mixtures;
    double total = 0;
    double density = 0;
    for (int k = 0; k < n; k++) {
      total += Math.exp(raw[1 + k]);
      double sx = Math.exp(raw[1 + 3 * n + k]);
      double sy = Math.exp(raw[1 + 4 * n + k]);
      double r = Math.tanh(raw[1 + 5 * n + k]);
      double x = (dx - raw[1 + n + k]) / sx;
      double y = (dy - raw[1 + 2 * n + k]) / sy;
      double z = x * x + y * y - 2 * r * x * y;
      density +=
          Math.exp(raw[1 + k])
              * Math.exp(-z / (2 * (1 - r * r)))
              / (2 * Math.PI * sx * sy * Math.sqrt(1 - r * r));
    }
    double up = sigmoid(raw[0]);
    return -Math.log(density / total) - Math.log(pen == 1 ? up : 1 - up);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
