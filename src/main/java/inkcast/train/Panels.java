package inkcast.train;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The right-hand matrix of a {@link MatrixProduct}, copied into panels of {@link #WIDTH} columns,
 * so that the product reads it from front to back. Columns are filled up with zeros to whole
 * panels. Allocated once for a largest size and packed anew as often as its numbers change. Outside
 * the heap, because an array begins 16 bytes after its object, so that each load of 64 bytes would
 * touch two cache lines.
 */
final class Panels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Columns of one panel: four vectors. */
  static final int WIDTH = 4 * SPECIES.length();

  static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long CACHE_LINE = 64; // bytes

  final MemorySegment values; // (columns / WIDTH, rows, WIDTH) floats
  private final float[] line = new float[WIDTH]; // one row of a panel on its way
  private int rows;
  private int columns;

  Panels(int maxRows, int maxColumns) {
    long bytes = (long) maxRows * padded(maxColumns) * Float.BYTES;
    values = Arena.ofAuto().allocate(bytes, CACHE_LINE);
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
        long to = (column / WIDTH * rows + row) * (long) WIDTH * Float.BYTES;
        int at = from + row * rowStep + column * columnStep;
        if (columnStep == 1 && width == WIDTH) {
          copy(source, at, to);
          continue;
        }
        for (int j = 0; j < width; j++) {
          line[j] = source[at + j * columnStep];
        }
        Arrays.fill(line, width, WIDTH, 0);
        MemorySegment.copy(line, 0, values, ValueLayout.JAVA_FLOAT, to, WIDTH);
      }
    }
  }

  /** One row of a panel, as it is. */
  private void copy(float[] source, int from, long to) {
    for (int j = 0; j < WIDTH; j += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, source, from + j)
          .intoMemorySegment(values, to + (long) j * Float.BYTES, ORDER);
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
