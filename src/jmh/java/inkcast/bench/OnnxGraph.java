package inkcast.bench;

import inkcast.model.Weights;

/**
 * The recurrent step as an ONNX graph, in the form that gives onnxruntime the fewest and largest
 * products: one Gemm for all gates, one for the outputs. Field numbers are those of onnx.proto.
 *
 * <pre>
 * offset (rows, 3), hidden (rows, units), cell (rows, units) ->
 * nextHidden (rows, units), nextCell (rows, units), raw (rows, outputs)
 * </pre>
 */
final class OnnxGraph {
  static final String OFFSET = "offset";
  static final String HIDDEN = "hidden";
  static final String CELL = "cell";
  static final String NEXT_HIDDEN = "nextHidden";
  static final String NEXT_CELL = "nextCell";
  static final String RAW = "raw";

  private static final int FLOAT = 1; // TensorProto.DataType
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13; // the first in which Split needs no sizes for equal parts

  private final Weights weights;
  private final int rows;
  private final Proto graph = new Proto();

  private OnnxGraph(Weights weights, int rows) {
    this.weights = weights;
    this.rows = rows;
  }

  /** The bytes of a ModelProto for this many rows. */
  static byte[] model(Weights weights, int rows) {
    Proto graph = new OnnxGraph(weights, rows).graph();
    Proto opset = new Proto().text(1, "").number(2, OPSET);
    return new Proto().number(1, IR_VERSION).message(7, graph).message(8, opset).toBytes();
  }

  private Proto graph() {
    int units = weights.units();
    int gates = Weights.GATES * units;
    nodes();
    graph.text(2, "step");
    initializer("kernel", kernel(), Weights.INPUTS + units, gates);
    initializer("bias", bias(), gates);
    initializer("outputKernel", weights.outputKernel(), units, weights.outputs());
    initializer("outputBias", weights.outputBias(), weights.outputs());
    graph.message(11, value(OFFSET, Weights.INPUTS));
    graph.message(11, value(HIDDEN, units));
    graph.message(11, value(CELL, units));
    graph.message(12, value(NEXT_HIDDEN, units));
    graph.message(12, value(NEXT_CELL, units));
    graph.message(12, value(RAW, weights.outputs()));
    return graph;
  }

  private void nodes() {
    graph.message(1, axis(node("Concat", "in", OFFSET, HIDDEN)));
    graph.message(1, node("Gemm", "gates", "in", "kernel", "bias"));
    Proto split = axis(new Proto().text(1, "gates").text(4, "Split"));
    for (String gate : new String[] {"i", "g", "f", "o"}) {
      split.text(2, gate);
    }
    graph.message(1, split);
    graph.message(1, node("Sigmoid", "si", "i"));
    graph.message(1, node("Tanh", "tg", "g"));
    graph.message(1, node("Sigmoid", "sf", "f"));
    graph.message(1, node("Sigmoid", "so", "o"));
    graph.message(1, node("Mul", "kept", CELL, "sf"));
    graph.message(1, node("Mul", "taken", "si", "tg"));
    graph.message(1, node("Add", NEXT_CELL, "kept", "taken"));
    graph.message(1, node("Tanh", "tc", NEXT_CELL));
    graph.message(1, node("Mul", NEXT_HIDDEN, "tc", "so"));
    graph.message(1, node("Gemm", RAW, NEXT_HIDDEN, "outputKernel", "outputBias"));
  }

  private static Proto node(String operator, String output, String... inputs) {
    Proto node = new Proto();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operator);
  }

  /** The attribute axis = 1, the columns. */
  private static Proto axis(Proto node) {
    return node.message(5, new Proto().text(1, "axis").number(3, 1).number(20, 2));
  }

  private void initializer(String name, float[] values, int... shape) {
    Proto tensor = new Proto();
    for (int length : shape) {
      tensor.number(1, length);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).floats(9, values));
  }

  private Proto value(String name, int columns) {
    Proto shape =
        new Proto()
            .message(1, new Proto().number(1, rows))
            .message(1, new Proto().number(1, columns));
    Proto tensor = new Proto().number(1, FLOAT).message(2, shape);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }

  /** Rows of the input kernel, then of the recurrent: (3 + units, 4 units). */
  private float[] kernel() {
    float[] input = weights.inputKernel();
    float[] recurrent = weights.recurrentKernel();
    float[] kernel = new float[input.length + recurrent.length];
    System.arraycopy(input, 0, kernel, 0, input.length);
    System.arraycopy(recurrent, 0, kernel, input.length, recurrent.length);
    return kernel;
  }

  /** The bias, the forget gate's own included. */
  private float[] bias() {
    int units = weights.units();
    float[] bias = weights.bias().clone();
    for (int u = 2 * units; u < 3 * units; u++) {
      bias[u] += weights.forgetBias();
    }
    return bias;
  }
}
