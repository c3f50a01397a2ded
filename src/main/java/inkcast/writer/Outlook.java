package inkcast.writer;

import inkcast.model.Mixture;

/** What the model has computed for a writer's next stroke, as numbers. Tick's thread only. */
public final class Outlook {
  /** Components that are told; of a hand with fewer the rest have weight 0. */
  public static final int COMPONENTS = 20;

  /** Numbers of each: weight, mean x, mean y, deviation x, deviation y, correlation. */
  public static final int PARAMETERS = 6;

  /** Cells that are told; of a hand with fewer the rest are 0. */
  public static final int CELLS = 1024;

  /** Cells in a number. */
  public static final int PACKED = 4;

  private static final int LARGEST = 127;

  private Outlook() {}

  /**
   * The distribution, as it is tempered, in page units.
   *
   * @param mixture read for this writer
   * @param into (1 + components * parameters,): the pen's lift, then one component after the other
   */
  static void mixture(Writer writer, Mixture mixture, double[] into) {
    double temperature = writer.temperature();
    double scale = writer.scale();
    mixture.temper(temperature);
    into[0] = mixture.penUp();
    int at = 1;
    for (int k = 0; k < COMPONENTS; k++) {
      boolean is = k < mixture.mixtures();
      into[at++] = is ? mixture.tempered(k) : 0;
      into[at++] = is ? scale * mixture.muX(k) : 0;
      into[at++] = is ? scale * mixture.muY(k) : 0;
      into[at++] = is ? scale * temperature * mixture.sigmaX(k) : 0;
      into[at++] = is ? scale * temperature * mixture.sigmaY(k) : 0;
      into[at++] = is ? mixture.rho(k) : 0;
    }
  }

  /**
   * The hidden values after the last step.
   *
   * @param into (cells / packed,): -127 to 127, a byte each, four in an int32, the first on top
   */
  public static void cells(Writer writer, double[] into) {
    int units = writer.weights().units();
    for (int i = 0; i < into.length; i++) {
      int packed = 0;
      for (int b = 0; b < PACKED; b++) {
        int unit = PACKED * i + b;
        int cell = unit < units ? Math.round(LARGEST * writer.hidden(unit)) : 0;
        packed = packed << Byte.SIZE | cell & 0xff;
      }
      into[i] = packed;
    }
  }
}
