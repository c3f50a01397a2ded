package inkcast.archive;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.WriterNodes;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.writer.Color;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what happens to lines into a {@link Ring}. Tick's thread only, but for preparing. */
final class LineOutput implements Output {
  static final int MOVE = 0;
  static final int STROKE = 1;
  static final int RESTART = 2;
  static final int COLOR = 3;
  static final int TEMPERATURE = 4;
  static final int HAND = 5;

  /** Object: a list of seeds, one a writer. */
  static final int SEEDS = 6;

  /** Object: a {@link Desk} for each writer, null for one that writes on as before. */
  static final int DESKS = 7;

  /** As {@link #DESKS}, but what there was is not whole. */
  static final int ANEW = 8;

  private static final byte NOTHING = -1;

  private final Ring ring;
  private final Counters counters;
  private volatile List<@Nullable Long> seeds;
  private volatile Cast cast;
  private boolean lost; // something that was not made up for

  /**
   * Before the first tick.
   *
   * @param seeds one a writer, null where none is configured
   */
  LineOutput(Tree tree, List<@Nullable Long> seeds, Ring ring, Counters counters) {
    this.seeds = seeds;
    this.ring = ring;
    this.counters = counters;
    cast = Cast.of(tree);
    beginAnew();
  }

  /**
   * Who is told of.
   *
   * @param kinds (nodes,) what a change of each node is
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  private record Cast(Tree tree, byte[] kinds) {
    static Cast of(Tree tree) {
      byte[] kinds = new byte[tree.nodes().size()];
      Arrays.fill(kinds, NOTHING);
      for (WriterNodes writer : tree.writers()) {
        kinds[writer.stroke().index()] = STROKE;
        kinds[writer.restarts().index()] = RESTART;
        kinds[writer.color().index()] = COLOR;
        kinds[writer.temperature().index()] = TEMPERATURE;
        kinds[writer.hand().index()] = HAND;
      }
      return new Cast(tree, kinds);
    }

    /** Desks for all but those who were there before. */
    @Nullable Desk[] desks(List<WriterNodes> before, List<@Nullable Long> seeds) {
      List<WriterNodes> writers = tree.writers();
      @Nullable Desk[] desks = new @Nullable Desk[writers.size()];
      for (int i = 0; i < desks.length; i++) {
        if (i >= before.size() || before.get(i) != writers.get(i)) {
          desks[i] = desk(writers.get(i), i < seeds.size() ? seeds.get(i) : null);
        }
      }
      return desks;
    }

    private static Desk desk(WriterNodes writer, @Nullable Long seed) {
      double[] rgb = writer.color().numbers();
      return new Desk(
          writer.writer().number(),
          (int) writer.restarts().numbers()[0],
          writer.hand().text(),
          seed,
          new Color((float) rgb[0], (float) rgb[1], (float) rgb[2]),
          (float) writer.temperature().numbers()[0]);
    }
  }

  /**
   * Gets ready for other seeds, beside the ticks; to be called before writers come who have them.
   *
   * @return what is left for the tick's thread, before lines begin that are made of them
   */
  Runnable prepare(List<@Nullable Long> next) {
    seeds = next;
    return () -> put(SEEDS, next);
  }

  @Override
  public Runnable prepare(Tree tree) {
    Cast next = Cast.of(tree);
    @Nullable Desk[] desks = next.desks(cast.tree.writers(), seeds);
    return () -> {
      cast = next;
      put(DESKS, desks);
    };
  }

  @Override
  public void beginAnew(Tree tree) {
    ring.abandon();
    cast = Cast.of(tree);
    beginAnew();
  }

  private void beginAnew() {
    lost = false;
    put(ANEW, cast.desks(List.of(), seeds));
  }

  @Override
  public void changed(Node node) {
    int kind = cast.kinds[node.index()];
    if (kind == NOTHING || lost) {
      return;
    }
    double[] n = node.numbers();
    int writer = node.writer() - 1;
    lost =
        !switch (kind) {
          case STROKE ->
              ring.put(
                  n[5] != 0 ? STROKE : MOVE,
                  writer,
                  (float) n[1],
                  (float) n[2],
                  (float) n[3],
                  (float) n[4],
                  null);
          case COLOR -> ring.put(COLOR, writer, (float) n[0], (float) n[1], (float) n[2], 0, null);
          case TEMPERATURE -> ring.put(TEMPERATURE, writer, (float) n[0], 0, 0, 0, null);
          case HAND -> ring.put(HAND, writer, 0, 0, 0, 0, node.text());
          default -> ring.put(kind, writer, 0, 0, 0, 0, null);
        };
  }

  @Override
  public void endOfTick(long wallMillis) {
    if (lost) {
      counters.count(Counter.LINES_CUT);
      beginAnew();
    }
    ring.publish();
  }

  private void put(int kind, Object object) {
    lost |= !ring.put(kind, 0, 0, 0, 0, 0, object);
  }

  @Override
  public String toString() {
    return "lines";
  }
}
