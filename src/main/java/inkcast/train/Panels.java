package inkcast.train;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The right-hand matrix of a {@link MatrixProduct}, copied into panels of {@link #WIDTH} columns,
 * so that the product reads it from front to back. Columns are filled up with zeros to whole
 * panels. Allocated once for a largest size and packed anew as often as its numbers change.
 */
final class Panels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Columns of one panel: four vectors. */
  static final int WIDTH = 4 * SPECIES.length();

  final float[] values; // (columns / WIDTH, rows, WIDTH)
  private int rows;
  private int columns;

  Panels(int maxRows, int maxColumns) {
    values = new float[maxRows * padded(maxColumns)];
  }

  /**
   * Takes over a matrix of (rows, columns).
   *
   * @param source holds it from index {@code from} on
   * @param rowStep distance in source from one row to the next
   * @param columnStep distance in source from one column to the next: 1, or for a matrix to be
   *     transposed the length of its rows
   */
  void pack(float[] source, int from, int rowStep, int columnStep, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    for (int column = 0; column < columns; column += WIDTH) {
      int width = Math.min(WIDTH, columns - column);
      for (int row = 0; row < rows; row++) {
        int to = (column / WIDTH * rows + row) * WIDTH;
        int at = from + row * rowStep + column * columnStep;
        if (columnStep == 1) {
          System.arraycopy(source, at, values, to, width);
        } else {
          for (int j = 0; j < width; j++) {
            values[to + j] = source[at + j * columnStep];
          }
        }
        Arrays.fill(values, to + width, to + WIDTH, 0);
      }
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The next whole number of panels of any machine: rows of a product's result are this long. */
  static int padded(int columns) {
    return (columns + WIDTH - 1) / WIDTH * WIDTH;
  }
}
