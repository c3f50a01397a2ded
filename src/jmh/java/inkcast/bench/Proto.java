package inkcast.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes one protobuf message: as much of the wire format as an ONNX file needs. */
final class Proto {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int TYPE_BITS = 3;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A number that is not negative. */
  Proto number(int field, long value) {
    varint(((long) field << TYPE_BITS) | VARINT);
    varint(value);
    return this;
  }

  Proto text(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Proto message(int field, Proto value) {
    return delimited(field, value.toBytes());
  }

  /** Floats as little-endian bytes, which is how ONNX wants raw data. */
  Proto floats(int field, float[] values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES);
    raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return delimited(field, raw.array());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private Proto delimited(int field, byte[] value) {
    varint(((long) field << TYPE_BITS) | LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while (rest > 0x7f) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
