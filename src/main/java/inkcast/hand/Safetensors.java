package inkcast.hand;

import inkcast.model.Int8Matrix;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hands as safetensors files: {@code lstm.input_kernel lstm.recurrent_kernel lstm.bias mdn.kernel
 * mdn.bias}, each float32, or int8 with float32 {@code NAME.scale} for the whole tensor or for each
 * column.
 */
public final class Safetensors {
  static final String FORMAT = "inkcast-hand-1";
  static final String GATES = "i,g,f,o";

  private Safetensors() {}

  /**
   * Reads a hand.
   *
   * @throws HandException for a file that is damaged or no hand
   * @throws IOException when it cannot be read
   */
  public static Hand read(Path path) throws IOException {
    return new HandReader(path.toString(), TensorReader.read(path)).hand();
  }

  /** Returns what the file of a hand holds; what is quantised is written in int8. */
  public static byte[] bytes(Hand hand) {
    Weights w = hand.weights();
    Map<String, String> metadata = new TreeMap<>(hand.metadata());
    metadata.put("format", FORMAT);
    metadata.put("name", hand.name());
    metadata.put("units", Integer.toString(w.units()));
    metadata.put("mixtures", Integer.toString(w.mixtures()));
    metadata.put("scale_factor", Float.toString(hand.scaleFactor()));
    metadata.put("gates", GATES);
    metadata.put("forget_bias", Float.toString(w.forgetBias()));
    if (w.reach() != null) {
      metadata.put(ReachText.KEY, ReachText.of(w.reach()));
    }

    // Float32 first, so that bytes of any number do not move them off their alignment.
    Map<String, TensorFile.Tensor> tensors = new LinkedHashMap<>();
    Map<String, TensorFile.Tensor> bytes = new LinkedHashMap<>();
    for (HandTensor name : HandTensor.values()) {
      List<Integer> shape = name.shape(w.units(), w.mixtures());
      Int8Matrix int8 = name.int8Of(w);
      if (int8 == null) {
        tensors.put(name.key, floats(shape, name.of(w)));
      } else {
        bytes.put(
            name.key,
            new TensorFile.Tensor(TensorFile.Type.I8, shape, ByteBuffer.wrap(int8.levels())));
        tensors.put(name.scaleKey(), floats(List.of(shape.getLast()), int8.scale()));
      }
    }
    tensors.putAll(bytes);
    return TensorWriter.bytes(new TensorFile(metadata, tensors));
  }

  private static TensorFile.Tensor floats(List<Integer> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new TensorFile.Tensor(TensorFile.Type.F32, shape, bytes);
  }
}
