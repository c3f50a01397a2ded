package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.model.Sources;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
  private final RandomGenerator random = Sources.seeded(2);

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 4, 64", "13, 7, 65", "6, 207, 128", "33, 5, 1", "2, 1, 702"})
  void shouldAddTheProductOfBothLayouts(int rows, int depth, int columns) {
    int step = Panels.padded(columns) + 64;
    float[] a = values(rows * depth);
    float[] b = values(depth * columns);
    for (boolean transposed : new boolean[] {false, true}) {
      float[] c = values(3 + rows * step);
      float[] before = c.clone();
      Panels panels = new Panels(depth, columns);
      if (transposed) {
        // The same numbers, read as (columns, depth) and (depth, rows).
        panels.pack(b, 0, 1, depth, depth, columns);
        MatrixProduct.add(c, 3, step, a, 0, 1, rows, rows, panels);
      } else {
        panels.pack(b, 0, columns, 1, depth, columns);
        MatrixProduct.add(c, 3, step, a, 0, depth, 1, rows, panels);
      }
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < step; j++) {
          double expected = before[3 + i * step + j];
          for (int k = 0; j < columns && k < depth; k++) {
            double left = transposed ? a[k * rows + i] : a[i * depth + k];
            double right = transposed ? b[j * depth + k] : b[k * columns + j];
            expected += left * right;
          }
          assertEquals(expected, c[3 + i * step + j], 1e-4, "row " + i + " column " + j);
        }
      }
    }
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
