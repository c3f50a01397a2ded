package inkcast.hand;

import java.nio.ByteBuffer;

/**
 * A matrix in bytes: -127..127 times a scale for each column, which costs a hand a few thousandths
 * of a nat a stroke and three quarters of its size.
 *
 * @param bytes (rows, columns)
 * @param scales (columns,)
 */
@SuppressWarnings("ArrayRecordComponent") // made, written and forgotten
record Quantized(ByteBuffer bytes, float[] scales) {
  private static final int LEVELS = 127;

  /** Rounds to the nearest level; the largest value of a column is the last level. */
  static Quantized of(float[] values, int columns) {
    float[] scales = new float[columns];
    for (int i = 0; i < values.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(values[i]) / LEVELS);
    }
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      float scale = scales[i % columns];
      bytes.put(
          (byte) (scale == 0 ? 0 : Math.clamp(Math.round(values[i] / scale), -LEVELS, LEVELS)));
    }
    return new Quantized(bytes.flip(), scales);
  }
}
