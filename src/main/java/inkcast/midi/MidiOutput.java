package inkcast.midi;

import inkcast.midi.Player.Part;
import inkcast.stage.AddressSpace;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.WriterNodes;
import inkcast.tick.Output;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets each writer play what it writes; the first of the outputs, as what is played may have nodes
 * of its own, of which the others are to be told. It listens even while no port is open, so that
 * whoever comes finds everybody in the middle of the piece.
 */
public final class MidiOutput implements Output {
  private static final byte NOTHING = 0;
  private static final byte STROKE = 1;
  private static final byte PEN = 2;
  private static final byte RESTARTS = 3;
  private static final byte PAUSE = 4;

  private final Channels channels = new Channels();
  private final LongSupplier dueNs;
  private final float pageWidth;
  private final float pageHeight;
  private volatile Cast cast;
  private volatile Part[] parts;

  // The tick's thread's own.
  private int[] touched; // of the players, those of whom something was told in this tick
  private int touchedCount;

  /**
   * Plays to nobody yet; before the first tick.
   *
   * @param mappings one a writer
   * @param pageWidth page units, as the height
   * @param dueNs when the present tick was due, by {@link System#nanoTime}: so is heard what it
   *     plays, and receivers that go by time stamps keep an even beat though a tick begins late
   */
  public MidiOutput(
      AddressSpace space,
      List<Mapping> mappings,
      boolean mpe,
      float pageWidth,
      float pageHeight,
      LongSupplier dueNs) {
    this.pageWidth = pageWidth;
    this.pageHeight = pageHeight;
    this.dueNs = dueNs;
    parts = parts(mappings, mpe);
    cast = Cast.of(space.tree(), parts, Cast.NOBODY);
    touched = new int[cast.players.length];
    channels.mpe(mpe);
  }

  /**
   * Who plays.
   *
   * @param roles (nodes,) what each node is to its player
   * @param whose (nodes,) index of the player
   */
  private record Cast(List<WriterNodes> writers, Player[] players, byte[] roles, int[] whose) {

    static final Cast NOBODY = new Cast(List.of(), new Player[0], new byte[0], new int[0]);

    /** Those of a tree; who was there plays on. */
    static Cast of(Tree tree, Part[] parts, Cast before) {
      List<WriterNodes> writers = tree.writers();
      Player[] players = new Player[writers.size()];
      byte[] roles = new byte[tree.nodes().size()];
      int[] whose = new int[roles.length];
      for (int i = 0; i < players.length; i++) {
        WriterNodes nodes = writers.get(i);
        boolean stays = i < before.players.length && before.writers.get(i) == nodes;
        players[i] = stays ? before.players[i] : new Player(parts[i], nodes::played);
        roles[nodes.stroke().index()] = STROKE;
        roles[nodes.pen().index()] = PEN;
        roles[nodes.restarts().index()] = RESTARTS;
        roles[nodes.pause().index()] = PAUSE;
        for (Node node : List.of(nodes.stroke(), nodes.pen(), nodes.restarts(), nodes.pause())) {
          whose[node.index()] = i;
        }
      }
      return new Cast(writers, players, roles, whose);
    }
  }

  /**
   * Gets ready to play otherwise; any thread but the tick's, one at a time. To be called before
   * writers come for whom there is no mapping yet.
   *
   * @param mappings one a writer
   * @return what is left for the tick's thread, when the writers are those
   */
  public Runnable prepare(List<Mapping> mappings, boolean mpe) {
    Part[] next = parts(mappings, mpe);
    parts = next;
    return () -> {
      channels.mpe(mpe);
      for (int i = 0; i < cast.players.length; i++) {
        cast.players[i].take(next[i], channels);
      }
    };
  }

  /** The lowest-numbered of a channel has its controllers. */
  private static Part[] parts(List<Mapping> mappings, boolean mpe) {
    Part[] parts = new Part[mappings.size()];
    BitSet led = new BitSet();
    for (int i = 0; i < parts.length; i++) {
      Mapping mapping = mappings.get(i);
      parts[i] = Part.of(mapping, !led.get(mapping.channel()), mpe);
      led.set(mapping.channel());
    }
    return parts;
  }

  @Override
  public Runnable prepare(Tree tree) {
    Cast next = Cast.of(tree, parts, cast);
    int[] room = new int[next.players.length];
    return () -> {
      play();
      for (int i = 0; i < cast.players.length; i++) {
        if (i >= next.players.length || cast.players[i] != next.players[i]) {
          cast.players[i].release(channels);
        }
      }
      cast = next;
      touched = room;
    };
  }

  @Override
  public void beginAnew(Tree tree) {
    rest();
    prepare(tree).run();
    for (int i = 0; i < cast.players.length; i++) { // they may not have heard of it
      WriterNodes writer = cast.writers.get(i);
      cast.players[i].rest(writer.pause().numbers()[0] != 0);
      cast.players[i].pen(writer.pen().numbers()[0] != 0);
    }
    channels.flush();
  }

  @Override
  public void rest() {
    touchedCount = 0;
    for (Player player : cast.players) {
      player.interrupt(channels);
    }
    channels.flush();
  }

  @Override
  public void changed(Node node) {
    Cast now = cast;
    int index = node.index();
    byte role = now.roles[index];
    if (role == NOTHING) {
      return;
    }
    int who = now.whose[index];
    Player player = now.players[who];
    if (player.touch()) {
      touched[touchedCount++] = who;
    }
    double[] numbers = node.numbers();
    switch (role) {
      case STROKE ->
          player.wrote(
              (float) numbers[1],
              (float) numbers[2],
              (float) numbers[3],
              (float) numbers[4],
              numbers[5] != 0);
      case PEN -> player.pen(numbers[0] != 0);
      case RESTARTS -> player.restarted();
      default -> player.rest(numbers[0] != 0);
    }
  }

  @Override
  public void endOfTick(long wallMillis) {
    play();
    channels.flush();
  }

  private void play() {
    channels.time(dueNs.getAsLong());
    int count = touchedCount;
    touchedCount = 0;
    Player[] players = cast.players;
    for (int i = 0; i < count; i++) {
      players[touched[i]].play(channels, pageWidth, pageHeight);
    }
  }

  /** What is played; to be given its ports. */
  Channels channels() {
    return channels;
  }

  @Override
  public String toString() {
    return "MIDI output";
  }
}
