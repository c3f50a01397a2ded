package inkcast.model;

/**
 * A matrix of whole levels: a value is its level times the scale of its column. Never changed after
 * construction.
 *
 * @param levels (rows, columns), row-major
 * @param scale (columns,)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, as the weights are
public record Int8Matrix(byte[] levels, float[] scale) {
  private static final int LAST_LEVEL = 127;

  /** Rounds to the nearest level; the largest value of a column is the last level. */
  public static Int8Matrix of(float[] values, int columns) {
    float[] scale = new float[columns];
    for (int i = 0; i < values.length; i++) {
      scale[i % columns] = Math.max(scale[i % columns], Math.abs(values[i]) / LAST_LEVEL);
    }
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      float unit = scale[i % columns];
      levels[i] =
          (byte)
              (unit == 0 ? 0 : Math.clamp(Math.round(values[i] / unit), -LAST_LEVEL, LAST_LEVEL));
    }
    return new Int8Matrix(levels, scale);
  }

  /** What the levels are worth: (rows, columns), row-major. */
  public float[] values() {
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i] * scale[i % scale.length];
    }
    return values;
  }
}
