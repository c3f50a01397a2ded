package inkcast.hand;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file holds, checked as far as the format goes: every tensor's bytes are as
 * many as its shape asks for, and together they fill the file without gap or overlap.
 *
 * @param metadata the header's {@code __metadata__}
 * @param tensors by name
 */
record TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {

  /** Kinds of numbers that hands are kept in. */
  enum Type {
    F32(4),
    I8(1);

    final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * One tensor.
   *
   * @param shape as in the header, outermost first
   * @param data its bytes, little-endian, row-major
   */
  record Tensor(Type type, List<Integer> shape, ByteBuffer data) {}
}
