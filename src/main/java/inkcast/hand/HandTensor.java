package inkcast.hand;

import inkcast.model.Int8Matrix;
import inkcast.model.Quantised;
import inkcast.model.Reach;
import inkcast.model.Weights;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tensors of a hand's file. */
enum HandTensor {
  INPUT_KERNEL("lstm.input_kernel"),
  RECURRENT_KERNEL("lstm.recurrent_kernel"),
  BIAS("lstm.bias"),
  OUTPUT_KERNEL("mdn.kernel"),
  OUTPUT_BIAS("mdn.bias");

  final String key;

  HandTensor(String key) {
    this.key = key;
  }

  /** Name of the scale of an int8 tensor. */
  String scaleKey() {
    return key + ".scale";
  }

  /** Lengths, outermost first. */
  List<Integer> shape(int units, int mixtures) {
    int gates = Weights.GATES * units;
    int outputs = Weights.outputs(mixtures);
    return switch (this) {
      case INPUT_KERNEL -> List.of(Weights.INPUTS, gates);
      case RECURRENT_KERNEL -> List.of(units, gates);
      case BIAS -> List.of(gates);
      case OUTPUT_KERNEL -> List.of(units, outputs);
      case OUTPUT_BIAS -> List.of(outputs);
    };
  }

  /** The array of this tensor. */
  float[] of(Weights w) {
    return switch (this) {
      case INPUT_KERNEL -> w.inputKernel();
      case RECURRENT_KERNEL -> w.recurrentKernel();
      case BIAS -> w.bias();
      case OUTPUT_KERNEL -> w.outputKernel();
      case OUTPUT_BIAS -> w.outputBias();
    };
  }

  /** This tensor as it is stored in int8; null if it is not. */
  @Nullable Int8Matrix int8Of(Weights w) {
    Quantised quantised = w.quantised();
    if (quantised == null) {
      return null;
    }
    return switch (this) {
      case RECURRENT_KERNEL -> quantised.recurrent();
      case OUTPUT_KERNEL -> quantised.output();
      case INPUT_KERNEL, BIAS, OUTPUT_BIAS -> null;
    };
  }

  /** The weights whose tensors these are. */
  static Weights weights(
      int units,
      int mixtures,
      float forgetBias,
      EnumMap<HandTensor, float[]> arrays,
      @Nullable Quantised quantised,
      @Nullable Reach reach) {
    return new Weights(
        units,
        mixtures,
        forgetBias,
        Objects.requireNonNull(arrays.get(INPUT_KERNEL)),
        Objects.requireNonNull(arrays.get(RECURRENT_KERNEL)),
        Objects.requireNonNull(arrays.get(BIAS)),
        Objects.requireNonNull(arrays.get(OUTPUT_KERNEL)),
        Objects.requireNonNull(arrays.get(OUTPUT_BIAS)),
        quantised,
        reach);
  }
}
