package inkcast.hand;

import inkcast.model.Int8Matrix;
import inkcast.model.Quantised;
import inkcast.model.Reach;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a hand of a file's tensors and metadata, or says what is wrong with them. */
final class HandReader {
  private static final int MAX_UNITS = 4096;
  private static final int MAX_MIXTURES = 1024;

  private final String file;
  private final TensorFile content;
  private final EnumMap<HandTensor, Int8Matrix> int8 = new EnumMap<>(HandTensor.class);

  HandReader(String file, TensorFile content) {
    this.file = file;
    this.content = content;
  }

  Hand hand() throws HandException {
    exactly("format", Safetensors.FORMAT);
    exactly("gates", Safetensors.GATES);
    String name = text("name");
    text("licence");
    text("provenance");
    int units = whole("units", MAX_UNITS);
    int mixtures = whole("mixtures", MAX_MIXTURES);
    float forgetBias = number("forget_bias");
    float scaleFactor = number("scale_factor");
    if (scaleFactor <= 0) {
      throw new HandException(file, "metadata scale_factor", "above 0", scaleFactor + "");
    }

    EnumMap<HandTensor, float[]> arrays = new EnumMap<>(HandTensor.class);
    Set<String> unknown = new TreeSet<>(content.tensors().keySet());
    for (HandTensor tensor : HandTensor.values()) {
      arrays.put(tensor, array(tensor, tensor.shape(units, mixtures), unknown));
    }
    if (!unknown.isEmpty()) {
      throw new HandException(file, "tensors", "those of a hand only", "also " + unknown);
    }
    Weights weights = HandTensor.weights(units, mixtures, forgetBias, arrays, quantised(), reach());
    return new Hand(name, scaleFactor, weights, content.metadata());
  }

  private @Nullable Reach reach() throws HandException {
    @Nullable String text = content.metadata().get(ReachText.KEY);
    try {
      return text == null ? null : ReachText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new HandException(
          file, "metadata " + ReachText.KEY, "temperature:step, temperatures ascending", text);
    }
  }

  private float[] array(HandTensor name, List<Integer> shape, Set<String> unknown)
      throws HandException {
    TensorFile.Tensor tensor = tensor(name.key, List.of(shape));
    unknown.remove(name.key);
    if (tensor.type() == TensorFile.Type.F32) {
      return floats(name.key, tensor);
    }
    int columns = shape.getLast();
    TensorFile.Tensor scale = tensor(name.scaleKey(), List.of(List.of(1), List.of(columns)));
    unknown.remove(name.scaleKey());
    if (scale.type() != TensorFile.Type.F32) {
      throw new HandException(file, name.scaleKey(), "F32", scale.type().name());
    }
    float[] scales = floats(name.scaleKey(), scale);
    if (scales.length == 1) {
      float all = scales[0];
      scales = new float[columns];
      Arrays.fill(scales, all);
    }
    byte[] levels = new byte[tensor.data().remaining()];
    tensor.data().get(0, levels);
    Int8Matrix matrix = new Int8Matrix(levels, scales);
    float[] values = matrix.values();
    checkFinite(name.key, values);
    int8.put(name, matrix);
    return values;
  }

  /** The two large matrices in int8, if both are stored so. */
  private @Nullable Quantised quantised() {
    Int8Matrix recurrent = int8.get(HandTensor.RECURRENT_KERNEL);
    Int8Matrix output = int8.get(HandTensor.OUTPUT_KERNEL);
    return recurrent == null || output == null ? null : new Quantised(recurrent, output);
  }

  private TensorFile.Tensor tensor(String name, List<List<Integer>> shapes) throws HandException {
    String expected =
        "shape " + shapes.stream().map(List::toString).collect(Collectors.joining(" or "));
    TensorFile.@Nullable Tensor tensor = content.tensors().get(name);
    if (tensor == null) {
      throw new HandException(file, name, expected, "no such tensor");
    }
    if (!shapes.contains(tensor.shape())) {
      throw new HandException(file, name, expected, "shape " + tensor.shape());
    }
    return tensor;
  }

  private float[] floats(String name, TensorFile.Tensor tensor) throws HandException {
    float[] values = new float[tensor.data().remaining() / Float.BYTES];
    tensor.data().asFloatBuffer().get(values);
    checkFinite(name, values);
    return values;
  }

  private void checkFinite(String name, float[] values) throws HandException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new HandException(file, name, "finite values", values[i] + " at index " + i);
      }
    }
  }

  private String text(String key) throws HandException {
    @Nullable String value = content.metadata().get(key);
    if (value == null || value.isBlank()) {
      throw new HandException(file, "metadata " + key, "a text", value == null ? "none" : "blank");
    }
    return value;
  }

  private void exactly(String key, String expected) throws HandException {
    String found = text(key);
    if (!found.equals(expected)) {
      throw new HandException(file, "metadata " + key, expected, found);
    }
  }

  private int whole(String key, int max) throws HandException {
    String text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new HandException(file, "metadata " + key, "a whole number from 1 to " + max, text);
  }

  private float number(String key) throws HandException {
    String text = text(key);
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new HandException(file, "metadata " + key, "a finite number", text);
  }
}
