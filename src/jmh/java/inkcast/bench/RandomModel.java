package inkcast.bench;

import inkcast.model.Sources;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A model in the form and the sizes of the published one, for machines that do not have that. It
 * writes scribbles, but takes the same operations to do so.
 */
final class RandomModel {
  private static final int UNITS = 500;
  private static final int MIXTURES = 20;
  private static final int ZERO = 127; // the byte that means 0
  private static final double DEVIATION = 10; // in bytes: so that the state does not run wild

  private RandomModel() {}

  /** Writes it to a file of its own, which goes when this JVM ends. */
  static Path write() throws IOException {
    Path file = Files.createTempFile("inkcast-random", ".json");
    file.toFile().deleteOnExit();
    RandomGenerator random = Sources.seeded(0);
    int gates = Weights.GATES * UNITS;
    int outputs = Weights.outputs(MIXTURES);
    return Files.writeString(
        file,
        List.of(
                matrix(random, UNITS, outputs),
                row(random, outputs),
                matrix(random, Weights.INPUTS, gates),
                matrix(random, UNITS, gates),
                row(random, gates))
            .toString());
  }

  private static List<String> matrix(RandomGenerator random, int rows, int columns) {
    List<String> matrix = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      matrix.add(row(random, columns));
    }
    return matrix;
  }

  /** A JSON string. */
  private static String row(RandomGenerator random, int columns) {
    byte[] bytes = new byte[columns];
    for (int j = 0; j < columns; j++) {
      bytes[j] = (byte) Math.clamp(Math.round(ZERO + DEVIATION * random.nextGaussian()), 0, 254);
    }
    return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
  }
}
