package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Outlook;
import inkcast.writer.Writer;
import java.util.List;

/**
 * The nodes of what the model of one writer computes; values are made for whoever asks by name
 * alone. Tick's thread only.
 */
public final class ModelNodes {
  private final Events events;
  private final Node mixture;
  private final Node cells;

  /**
   * Two nodes whose numbers many writers share: a value is read when it is told, and never later.
   */
  ModelNodes(String base, int writer, Scratch scratch, Events events) {
    this.events = events;
    mixture =
        Node.readable(
                base + "/mixture",
                "f".repeat(scratch.mixture.length),
                Kind.REQUEST,
                "what was likely: the pen's lift; of 20 Gaussians weight, means, deviations, rho")
            .numbers(scratch.mixture)
            .writer(writer)
            .build();
    cells =
        Node.readable(
                base + "/cells",
                "i".repeat(scratch.cells.length),
                Kind.REQUEST,
                "the hidden values, -127 to 127, four bytes an int, the first on top")
            .numbers(scratch.cells)
            .writer(writer)
            .build();
  }

  /** Where the numbers of all of them stand while they are told. */
  static final class Scratch {
    private final double[] mixture = new double[1 + Outlook.COMPONENTS * Outlook.PARAMETERS];
    private final double[] cells = new double[Outlook.CELLS / Outlook.PACKED];
  }

  /** The distribution of the last stroke. */
  public Node mixture() {
    return mixture;
  }

  /** The hidden values it came from. */
  public Node cells() {
    return cells;
  }

  List<Node> nodes() {
    return List.of(mixture, cells);
  }

  /** Where the distribution of the next stroke is put, before {@link #distributed}. */
  public double[] distribution() {
    return mixture.numbers();
  }

  /** Tells the distribution of the stroke that follows. */
  public void distributed() {
    events.changed(mixture);
  }

  /** Tells the hidden values after the last step. */
  public void cells(Writer writer) {
    Outlook.cells(writer, cells.numbers());
    events.changed(cells);
  }
}
