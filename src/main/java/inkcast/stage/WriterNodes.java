package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Color;
import inkcast.writer.Stroke;
import inkcast.writer.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes of one writer, and the way from its life to their values. Tick's thread only. */
public final class WriterNodes {
  /** A page unit, as the proposal's list of units calls it. */
  static final String PIXELS = "distance.pixels";

  private final Writer writer;
  private final People people;
  private final Events events;
  private final Node stroke;
  private final Node pen;
  private final Temperature temperature;
  private final Node restart;
  private final Node restarts;
  private final Node color;
  private final Node pause;
  private final Node hand;
  private final Node scale;
  private final VisitorNodes visitors;
  private final ModelNodes model;
  private final @Nullable Node midi;
  private volatile boolean paused;
  private volatile boolean resting;
  private volatile @Nullable String chosenHand;

  WriterNodes(Company shared, Writer writer, double maxTemperature) {
    this.writer = writer;
    people = shared.people();
    events = shared.events();
    String base = shared.prefix() + "/writer/" + writer.number();
    stroke =
        value(base + "/stroke", "iffffi", Kind.EVENT, "seq, x, y, dx, dy, ink of the last stroke")
            .parts("seq", "x", "y", "dx", "dy", "ink")
            .units(null, PIXELS, PIXELS, PIXELS, PIXELS, null)
            .build();
    pen =
        value(base + "/pen", "i", Kind.EVENT, "1: the pen is down, 0: it is up")
            .range(0, 1)
            .build();
    temperature = new Temperature(base + "/temperature", writer, maxTemperature, people, events);
    restart =
        Node.command(base + "/restart", "begins a new line")
            .accepts(Input.TRIGGER, Role.VISITOR, (value, by) -> begin(by))
            .writer(writer.number())
            .build();
    restarts = value(base + "/restarts", "i", Kind.STATE, "restarts so far").build();
    color =
        value(base + "/color", "fff", Kind.STATE, "red, green, blue of the present line")
            .range(0, 1)
            .build();
    pause =
        value(base + "/pause", "i", Kind.STATE, "1: the writer rests")
            .range(0, 1)
            .accepts(Input.SWITCH, Role.OPERATOR, this::setPaused)
            .build();
    hand =
        value(base + "/hand", "s", Kind.STATE, "name of the weights it writes with")
            .prepares(Input.TEXT, Role.OPERATOR, shared.doors().hands())
            .build();
    scale =
        value(base + "/scale", "f", Kind.STATE, "page units a model unit: the size of its letters")
            .build();
    visitors = new VisitorNodes(base, this, shared.turns(), events);
    model = new ModelNodes(base, writer.number(), shared);
    this.midi =
        shared.midi()
            ? value(base + "/midi", "m", Kind.MESSAGE, "what it plays, as MIDI").build()
            : null;
    readLine();
    readStroke();
    pause.numbers()[0] = writer.paused() ? 1 : 0;
    hand.text(writer.hand());
    scale.numbers()[0] = writer.scale();
  }

  /** Whose nodes they are. */
  public Writer writer() {
    return writer;
  }

  /** Sequence number, place, offset and ink of its last stroke. */
  public Node stroke() {
    return stroke;
  }

  /** Whether its pen is down. */
  public Node pen() {
    return pen;
  }

  /** Lines that it has begun anew. */
  public Node restarts() {
    return restarts;
  }

  /** Its present line's. */
  public Node color() {
    return color;
  }

  /** How wild it is. */
  public Node temperature() {
    return temperature.node();
  }

  /** How wild it is, and who wants it so. */
  public Temperature wildness() {
    return temperature;
  }

  /** Lets it begin a new line. */
  public Node restart() {
    return restart;
  }

  /** Whether it rests. */
  public Node pause() {
    return pause;
  }

  /** Its weights' name. */
  public Node hand() {
    return hand;
  }

  /** What visitors write with. */
  public VisitorNodes visitors() {
    return visitors;
  }

  /** What its model computes. */
  public ModelNodes model() {
    return model;
  }

  /** Tells of the writer's new line: restarts, color, pen. */
  public void restarted() {
    readLine();
    if (scale.numbers()[0] != writer.scale()) {
      scale.numbers()[0] = writer.scale();
      events.changed(scale);
    }
    readStroke(); // for whoever comes late, or is told again: nothing of the old line
    events.corrected(stroke);
    events.changed(restarts);
    events.changed(color);
    events.changed(pen);
  }

  /** Tells which hand the writer has been given; anew: it has begun a line in it. */
  public void recast(boolean anew) {
    hand.text(writer.hand());
    handChosen(true);
    events.changed(hand);
    model.primed(writer);
    if (anew) {
      restarted();
    }
  }

  /** Whether the hand that it has is an operator's choice, or the configuration's. */
  public void handChosen(boolean is) {
    chosenHand = is ? writer.hand() : null;
    people.changed();
  }

  /** Name of the hand that an operator has chosen; null: it has the configured one. Any thread. */
  public @Nullable String chosenHand() {
    return chosenHand;
  }

  /** Lets it end with the letter that it is at: it rests once its pen lifts. */
  public void finish() {
    writer.finish();
  }

  /** Lets it rest with its pen up, until {@link #wake}. */
  public void rest() {
    writer.rest();
    rested();
  }

  /** Tells that the writer rests: its pen is up. */
  public void rested() {
    resting = true;
    pen.numbers()[0] = 0;
    events.changed(pen);
  }

  /** Begins a new line, of which nothing is to be seen while it rests. */
  public void clear() {
    writer.restart();
    restarted();
  }

  /** Lets it write on. */
  public void wake() {
    writer.wake();
    resting = false;
    pen.numbers()[0] = down();
    events.changed(pen);
  }

  /** Tells of the writer's new stroke, and of its pen if that has moved. */
  public void wrote() {
    readStroke();
    events.changed(stroke);
    double down = down();
    if (pen.numbers()[0] != down) {
      pen.numbers()[0] = down;
      events.changed(pen);
    }
  }

  /** Tells what the writer plays, as MIDI (status, two data bytes), if that is wanted. */
  public void played(int command) {
    if (midi != null) {
      midi.numbers()[0] = command;
      events.changed(midi);
    }
  }

  /** Whether an operator holds it; any thread. */
  public boolean paused() {
    return paused;
  }

  /** Holds it, or lets it go on, as an operator does. */
  public void paused(boolean on) {
    pause.act(on ? 1 : 0, Role.OPERATOR);
  }

  List<Node> nodes() {
    return Stream.of(
            List.of(stroke, pen, temperature(), restart, restarts, color, pause, hand, scale),
            visitors.nodes(),
            model.nodes(),
            midi == null ? List.<Node>of() : List.of(midi))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether it rests as the house is closed; any thread. */
  boolean resting() {
    return resting;
  }

  private void begin(Role by) {
    if (by == Role.VISITOR) {
      people.visited();
    }
    clear();
  }

  private void setPaused(double value) {
    writer.paused(value != 0);
    paused = value != 0;
    people.changed();
    pause.numbers()[0] = value;
    events.changed(pause);
  }

  private void readLine() {
    restarts.numbers()[0] = writer.restarts();
    pen.numbers()[0] = down();
    Color c = writer.color();
    color.numbers()[0] = c.r();
    color.numbers()[1] = c.g();
    color.numbers()[2] = c.b();
  }

  private double down() {
    return writer.penDown() && !writer.resting() ? 1 : 0;
  }

  private void readStroke() {
    Stroke s = writer.stroke();
    double[] numbers = stroke.numbers();
    numbers[0] = s.seq();
    numbers[1] = s.x();
    numbers[2] = s.y();
    numbers[3] = s.dx();
    numbers[4] = s.dy();
    numbers[5] = s.ink() ? 1 : 0;
  }

  private NodeBuilder value(String address, String types, Kind kind, String description) {
    return Node.readable(address, types, kind, description).writer(writer.number());
  }
}
