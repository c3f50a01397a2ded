package inkcast.app;

import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writers that never write, where a recording says what is written: there are nodes for them, and
 * nothing to be loaded.
 */
final class StandIns {
  private static final Weights EMPTY = empty();

  private StandIns() {}

  /**
   * Makes them.
   *
   * @param first number of the first of them
   * @param last number of the last of them
   */
  static List<Ensemble> of(int first, int last, Page page) {
    List<Part> parts = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      Writer.Setup setup = new Writer.Setup("", page, page.line(number - 1, last), 1, 0);
      parts.add(new Part(EMPTY, setup, Sources.seeded(number)));
    }
    return Ensemble.form(parts, first, Twin.SCALAR::lstm);
  }

  private static Weights empty() {
    int gates = Weights.GATES;
    int outputs = Weights.outputs(1);
    return new Weights(
        1,
        1,
        1,
        new float[Weights.INPUTS * gates],
        new float[gates],
        new float[gates],
        new float[outputs],
        new float[outputs]);
  }
}
