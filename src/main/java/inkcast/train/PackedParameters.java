package inkcast.train;

import static inkcast.train.Parameters.INPUT_ROWS;

import java.util.List;

/**
 * The parameters of a network, packed in the four ways that its products read them. Networks share
 * it: any number of threads may read while nobody packs.
 */
final class PackedParameters {
  final Parameters parameters;
  final Panels gates; // (gateRows, 4 width)
  final Panels outputs; // (outputRows, outputWidth)
  final Panels gatesTransposed; // (4 width, width): of the hidden rows
  final Panels outputsTransposed; // (outputWidth, width): of the hidden rows

  PackedParameters(Parameters p) {
    parameters = p;
    gates = new Panels(p.gateRows, p.gateWidth());
    outputs = new Panels(p.outputRows, p.outputWidth);
    gatesTransposed = new Panels(p.gateWidth(), p.width);
    outputsTransposed = new Panels(p.outputWidth, p.width);
    pack();
  }

  /** To be called after each change of the parameters. */
  void pack() {
    Parameters p = parameters;
    float[] v = p.values;
    int hidden = INPUT_ROWS * p.gateWidth();
    int outputHidden = p.outputFrom + p.outputWidth;
    List<Runnable> all =
        List.of(
            () -> gates.pack(v, 0, p.gateWidth(), 1, p.gateRows, p.gateWidth()),
            () -> gatesTransposed.pack(v, hidden, 1, p.gateWidth(), p.gateWidth(), p.width),
            () -> outputs.pack(v, p.outputFrom, p.outputWidth, 1, p.outputRows, p.outputWidth),
            () ->
                outputsTransposed.pack(v, outputHidden, 1, p.outputWidth, p.outputWidth, p.width));
    all.parallelStream().forEach(Runnable::run);
  }
}
