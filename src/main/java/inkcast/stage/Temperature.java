package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Writer;

/**
 * How wild a writer is, and who wants it so: the configuration, an operator since, or a visitor for
 * a while. Set on the tick's thread, where it allocates nothing; who wants what is read by any.
 */
public final class Temperature {
  private static final float NOBODY = Float.NaN;

  private final Writer writer;
  private final People people;
  private final Events events;
  private final Node node;
  private volatile float configured;
  private volatile float operator = NOBODY;
  private volatile float visitor = NOBODY;

  Temperature(String address, Writer writer, double max, People people, Events events) {
    this.writer = writer;
    this.people = people;
    this.events = events;
    configured = writer.temperature();
    node =
        Node.readable(address, "f", Kind.STATE, "0 is certain, 1 is the model's own")
            .writer(writer.number())
            .range(0, max)
            .accepts(Input.NUMBER, Role.VISITOR, this::take)
            .build();
    node.numbers()[0] = configured;
  }

  /** What an operator has set; NaN: none has. */
  public float operator() {
    return operator;
  }

  /** What a visitor has set since; NaN: none has. */
  public float visitor() {
    return visitor;
  }

  /** What it is without visitors: as the last operator set it, or as configured. */
  public float base() {
    float set = operator;
    return Float.isNaN(set) ? configured : set;
  }

  /** Sets it, within its range, and tells of it. */
  public void set(double value, Role by) {
    node.act(value, by);
  }

  /** Sets what the configuration says now, which counts for more than what anyone has set. */
  public void configured(double value) {
    configured = (float) value;
    operator = NOBODY;
    visitor = NOBODY;
    people.changed();
    drift(value);
  }

  /** Undoes what a visitor has set, if one has. */
  public void reset() {
    if (!Float.isNaN(visitor)) {
      visitor = NOBODY;
      people.changed();
      drift(base());
    }
  }

  /** Lets it be another for a while, though nobody has set it, and tells of it. */
  public void drift(double value) {
    Node.Range limits = node.range();
    double max = limits == null ? value : limits.max();
    writer.temperature((float) Math.clamp(value, 0, max));
    node.numbers()[0] = writer.temperature();
    events.changed(node);
  }

  /** As {@link #drift}, from where it is by a step at most, so that nobody sees it leap. */
  public void approach(double value, double step) {
    double now = writer.temperature();
    drift(Math.clamp(value, now - step, now + step));
  }

  /** Sets the upper end of its range; nothing is higher from now on. */
  void max(double max) {
    node.range(0, max);
    operator = Math.min(operator, (float) max); // NaN stays
    visitor = Math.min(visitor, (float) max);
    people.changed();
    if (writer.temperature() > max) {
      drift(max);
    }
  }

  Node node() {
    return node;
  }

  private void take(double value, Role by) {
    if (by == Role.VISITOR) {
      people.visited();
      visitor = (float) value;
    } else {
      operator = (float) value;
      visitor = NOBODY;
    }
    people.changed();
    drift(value);
  }
}
