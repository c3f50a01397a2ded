package inkcast.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * onnxruntime on one thread, with our own mixture and sampling. Nothing is copied that need not be:
 * tensors lie on direct buffers, and each step reads the states that the one before has written.
 */
final class OnnxWriters implements Contender, Probe.Probed {
  // Pinned ones are given whether asked for or not, and must not be asked for twice.
  private static final Set<String> NO_MORE = Set.of();

  private final int writers;
  private final Mixture mixture;
  private final Offset offset = new Offset();
  private final RandomGenerator[] random; // (writers,)
  private final float[] outputs; // (outputs,), of one writer
  private final FloatBuffer offsets; // (writers, 3)
  private final FloatBuffer raw; // (writers, outputs)
  private final FloatBuffer[] states = new FloatBuffer[4]; // hidden, cell, and the other place's
  private final OrtSession session;
  private final Map<String, OnnxTensor> evenInputs;
  private final Map<String, OnnxTensor> evenOutputs;
  private final Map<String, OnnxTensor> oddInputs;
  private final Map<String, OnnxTensor> oddOutputs;
  private boolean odd;

  OnnxWriters(Weights weights, int writers) throws OrtException {
    this.writers = writers;
    mixture = new Mixture(weights.mixtures());
    random = new RandomGenerator[writers];
    for (int i = 0; i < writers; i++) {
      random[i] = Sources.seeded(i);
    }
    outputs = new float[weights.outputs()];
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(OnnxGraph.model(weights, writers), options);
    }
    offsets = buffer(Weights.INPUTS);
    raw = buffer(weights.outputs());
    OnnxTensor offsetTensor = tensor(environment, offsets, Weights.INPUTS);
    OnnxTensor rawTensor = tensor(environment, raw, weights.outputs());
    OnnxTensor[] state = new OnnxTensor[states.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = buffer(weights.units());
      state[i] = tensor(environment, states[i], weights.units());
    }
    evenInputs = inputs(offsetTensor, state[0], state[1]);
    evenOutputs = outputs(rawTensor, state[2], state[3]);
    oddInputs = inputs(offsetTensor, state[2], state[3]);
    oddOutputs = outputs(rawTensor, state[0], state[1]);
  }

  @Override
  public String name() {
    return "onnxruntime, " + writers;
  }

  @Override
  public int writers() {
    return writers;
  }

  @Override
  public double strokesPerSecond(double seconds) throws IOException {
    return Contender.measure(seconds, writers, this::step);
  }

  @Override
  public float[] outputs(float[] given) throws IOException {
    zero();
    for (int i = 0; i < given.length; i += Weights.INPUTS) {
      for (int row = 0; row < writers; row++) {
        offsets.put(row * Weights.INPUTS, given, i, Weights.INPUTS);
      }
      update();
    }
    raw.get((writers - 1) * outputs.length, outputs); // the last row, so that all must be right
    zero();
    return outputs.clone();
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IOException(e);
    }
    evenInputs.values().forEach(OnnxTensor::close); // offsets and two states
    evenOutputs.values().forEach(OnnxTensor::close); // raw and the other two
  }

  private void step() throws IOException {
    update();
    for (int row = 0; row < writers; row++) {
      raw.get(row * outputs.length, outputs);
      mixture.read(outputs, 0);
      mixture.sample(OwnWriters.TEMPERATURE, random[row], offset);
      int at = row * Weights.INPUTS;
      offsets.put(at, offset.dx).put(at + 1, offset.dy).put(at + 2, offset.pen);
    }
  }

  private void update() throws IOException {
    try {
      session
          .run(odd ? oddInputs : evenInputs, NO_MORE, odd ? oddOutputs : evenOutputs)
          .close(); // not the tensors, which are pinned
    } catch (OrtException e) {
      throw new IOException(e);
    }
    odd = !odd;
  }

  private void zero() {
    for (FloatBuffer state : states) {
      clear(state);
    }
    clear(offsets);
  }

  private static void clear(FloatBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, 0);
    }
  }

  private static Map<String, OnnxTensor> inputs(
      OnnxTensor offset, OnnxTensor hidden, OnnxTensor cell) {
    return Map.of(OnnxGraph.OFFSET, offset, OnnxGraph.HIDDEN, hidden, OnnxGraph.CELL, cell);
  }

  private static Map<String, OnnxTensor> outputs(
      OnnxTensor raw, OnnxTensor hidden, OnnxTensor cell) {
    return Map.of(OnnxGraph.RAW, raw, OnnxGraph.NEXT_HIDDEN, hidden, OnnxGraph.NEXT_CELL, cell);
  }

  private FloatBuffer buffer(int columns) {
    return ByteBuffer.allocateDirect(writers * columns * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private OnnxTensor tensor(OrtEnvironment environment, FloatBuffer buffer, int columns)
      throws OrtException {
    return OnnxTensor.createTensor(environment, buffer, new long[] {writers, columns});
  }
}
