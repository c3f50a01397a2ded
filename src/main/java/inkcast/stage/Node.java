package inkcast.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One address: what it carries and what it takes in. What it is may be read by any thread, and does
 * not change but for its range; the value belongs to the tick's thread.
 */
public final class Node {

  /** How outputs must treat the values of a node. */
  public enum Kind {
    /** Only the newest value counts; told to whoever comes late, and again on request. */
    STATE,
    /** Every value counts and none is merged; only the newest is told to whoever comes late. */
    EVENT,
    /** Every value counts, and means nothing later: nobody is told it who was not there. */
    MESSAGE,
    /** As MESSAGE, and made only while somebody listens who has asked for it by its name. */
    REQUEST,
    /** Has no value: takes commands only. */
    COMMAND
  }

  private final String address;
  private volatile String types;
  private final boolean textual;
  private final Kind kind;
  private final String description;
  private volatile @Nullable Range range;
  private final List<@Nullable String> units;
  private final Input input;
  private final Role role;
  private final Action action;
  private final @Nullable Backstage backstage;
  private final int writer;
  private final List<String> parts;
  private final double[] numbers;
  private String text = "";
  private @Nullable List<String> texts; // if there may be any number
  private int index = -1;
  private volatile boolean removed;

  Node(NodeBuilder b) {
    address = b.address;
    types = b.types;
    textual = b.types.startsWith("s");
    kind = b.kind;
    description = b.description;
    range = b.range;
    units = b.units;
    input = b.input;
    role = b.role;
    action = b.action;
    backstage = b.backstage;
    writer = b.writer;
    parts = b.parts;
    numbers = b.numbers == null ? new double[types.length()] : b.numbers;
  }

  /**
   * Limits of each numeric value; what comes in is clipped to them.
   *
   * @param min smallest
   * @param max largest
   */
  public record Range(double min, double max) {}

  /** A node with a value. */
  static NodeBuilder readable(String address, String types, Kind kind, String description) {
    return new NodeBuilder(address, types, kind, description);
  }

  /** A node without a value. */
  static NodeBuilder command(String address, String description) {
    return new NodeBuilder(address, "", Kind.COMMAND, description);
  }

  /** Full OSC address. */
  public String address() {
    return address;
  }

  /**
   * OSC type tags of the value, without the comma; empty for a command. They change with the value
   * where there may be any number of strings.
   */
  public String types() {
    return types;
  }

  /** How outputs must treat its values. */
  public Kind kind() {
    return kind;
  }

  /** For people. */
  public String description() {
    return description;
  }

  /** Limits of each numeric value, where there are any. */
  public @Nullable Range range() {
    return range;
  }

  /**
   * Unit of each value in the terms of the OSCQuery proposal's list, null where it has none; empty
   * if none has.
   */
  public List<@Nullable String> units() {
    return Collections.unmodifiableList(units);
  }

  /** What a client may sort nodes by: the kind, and where they apply, "writer" and "operator". */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    tags.add(kind.name().toLowerCase(Locale.ROOT));
    if (writer > 0) {
      tags.add("writer");
    }
    if (input != Input.NONE && role == Role.OPERATOR) {
      tags.add("operator");
    }
    return tags;
  }

  /** Whether a message to it should not be lost on its way, as no later one makes up for it. */
  public boolean critical() {
    return input != Input.NONE && input != Input.NUMBER;
  }

  /** Whether its value is told to whoever comes late. */
  public boolean lasting() {
    return kind != Kind.MESSAGE && kind != Kind.REQUEST;
  }

  /** Whether it has a value. */
  public boolean readable() {
    return kind != Kind.COMMAND;
  }

  /** How it reads what comes in. */
  public Input input() {
    return input;
  }

  /** Who may send to it. */
  public Role role() {
    return role;
  }

  /** Who makes ready what comes in; null if the tick's thread can carry it out. */
  public @Nullable Backstage backstage() {
    return backstage;
  }

  /** Number of the writer it speaks of, 0 for the whole. */
  public int writer() {
    return writer;
  }

  /**
   * What each number is called, for whoever wants it at an address of its own beside this one;
   * empty if the numbers only go together.
   */
  public List<String> parts() {
    return parts;
  }

  /** Dense position in its address space, from 0: outputs keep what they know of it in arrays. */
  public int index() {
    return index;
  }

  /**
   * The value, one number a type tag (0 in the place of a string); tick's thread only. An int32 and
   * a float32 fit a double exactly.
   */
  public double[] numbers() {
    return numbers;
  }

  /** Whether its value are strings. */
  public boolean textual() {
    return textual;
  }

  /** The value of a node of one string; tick's thread only. */
  public String text() {
    return text;
  }

  /** The value of any textual node, immutable; tick's thread only, may allocate. */
  public List<String> texts() {
    return texts == null ? List.of(text) : texts;
  }

  void index(int index) {
    this.index = index;
  }

  /** Sets other limits; tick's thread only. */
  void range(double min, double max) {
    range = new Range(min, max);
  }

  /** From now on nothing that is still on its way is carried out; tick's thread only. */
  void remove() {
    removed = true;
  }

  /** Whether it has left the address space; any thread. */
  public boolean removed() {
    return removed;
  }

  void text(String text) {
    this.text = text;
  }

  /** Sets any number of strings. */
  void texts(List<String> all) {
    texts = List.copyOf(all);
    types = "s".repeat(all.size());
  }

  /** Whether it could have such a value, by number and kind of arguments; any thread. */
  public boolean fits(List<?> value) {
    if (!readable() || (texts == null && value.size() != numbers.length)) {
      return false;
    }
    Class<?> kind = textual ? String.class : Number.class;
    for (int i = 0; i < value.size(); i++) {
      if (!kind.isInstance(value.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes a value over as another performance has told it; tick's thread only.
   *
   * @param value {@linkplain #fits fits}
   * @return whether it is another than before
   */
  public boolean take(List<?> value) {
    if (textual) {
      List<String> strings = value.stream().map(String::valueOf).toList();
      boolean other = !strings.equals(texts());
      if (texts != null) {
        texts(strings);
      } else {
        text(strings.getFirst());
      }
      return other;
    }
    boolean other = false;
    for (int i = 0; i < numbers.length; i++) {
      double number = ((Number) value.get(i)).doubleValue();
      other |= number != numbers[i];
      numbers[i] = number;
    }
    return other;
  }

  /** Carries out what came in; tick's thread only. */
  void act(double value, Role by) {
    if (!removed) {
      action.act(clip(value), by);
    }
  }

  /** What becomes of a number that came in. */
  interface Action {
    /**
     * Carries it out.
     *
     * @param by who has sent it
     */
    void act(double value, Role by);
  }

  /** Clips to the range. */
  private double clip(double value) {
    Range limits = range;
    return limits == null ? value : Math.clamp(value, limits.min(), limits.max());
  }
}
