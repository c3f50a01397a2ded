package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Outlook;
import inkcast.writer.Writer;
import java.util.List;

/**
 * The nodes of one writer's model: what it computes, made for whoever asks by name alone, and the
 * line that it begins with. Tick's thread only.
 */
public final class ModelNodes {
  private final Events events;
  private final Node mixture;
  private final Node cells;
  private final Node prime;

  /** Nodes whose numbers many writers share: a value is read when it is told, and never later. */
  ModelNodes(String base, int writer, Company shared) {
    events = shared.events();
    Scratch scratch = shared.scratch();
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
    prime =
        Node.readable(base + "/prime", "s", Kind.STATE, "the line that it begins each of its with")
            .prepares(Input.TEXT, Role.OPERATOR, shared.doors().primes())
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
    return List.of(mixture, cells, prime);
  }

  /** Tells which line the writer begins with. */
  public void primed(String name) {
    prime.text(name);
    events.changed(prime);
  }

  /** Tells that the writer begins with no line any more, if that is so. */
  void primed(Writer writer) {
    if (!writer.primed() && !prime.text().isEmpty()) {
      primed("");
    }
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
