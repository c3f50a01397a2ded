package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The nodes that speak of the whole. Tick's thread only. */
public final class GlobalNodes {
  /** Slowest and fastest rate, ticks a second. */
  public static final Node.Range RATE = new Node.Range(1, 1000);

  private static final int NOBODY = -1;

  private final Events events;
  private final Node page;
  private final Node rate;
  private final Node heartbeat;
  private final Node reload;
  private final Node targets;
  private final Node open;
  private final Node until;
  private final AtomicInteger asked = new AtomicInteger(NOBODY);

  GlobalNodes(
      String prefix,
      Page page,
      double rate,
      DoubleConsumer onRate,
      Backstage.Doors backstage,
      Events events) {
    this.events = events;
    this.page =
        Node.readable(prefix + "/page", "ff", Kind.STATE, "width and height, page units")
            .units(WriterNodes.PIXELS, WriterNodes.PIXELS)
            .build();
    this.page.numbers()[0] = page.width();
    this.page.numbers()[1] = page.height();
    this.rate =
        Node.readable(prefix + "/rate", "f", Kind.STATE, "ticks a second")
            .range(RATE.min(), RATE.max())
            .units("time.hz")
            .accepts(Input.NUMBER, Role.OPERATOR, value -> setRate(value, onRate))
            .build();
    this.rate.numbers()[0] = rate;
    heartbeat =
        Node.readable(prefix + "/heartbeat", "i", Kind.EVENT, "ticks so far, once a second")
            .build();
    reload =
        Node.command(prefix + "/reload", "reads the configuration anew")
            .prepares(Input.TRIGGER, Role.OPERATOR, backstage.reload())
            .build();
    targets =
        Node.readable(prefix + "/targets", "s", Kind.STATE, "where OSC goes, each a host:port")
            .prepares(Input.TEXTS, Role.OPERATOR, backstage.targets())
            .build();
    targets.texts(List.of());
    open =
        Node.readable(prefix + "/open", "i", Kind.STATE, "1: the house is open, 0: it is closed")
            .range(0, 1)
            .accepts(Input.SWITCH, Role.OPERATOR, value -> asked.set((int) value))
            .build();
    open.numbers()[0] = 1;
    until =
        Node.readable(prefix + "/until", "s", Kind.STATE, "when the hours change that; ISO 8601")
            .build();
  }

  /** Tells how many ticks there have been; 0 follows 2147483647. */
  public void heartbeat(long ticks) {
    heartbeat.numbers()[0] = ticks & Integer.MAX_VALUE;
    events.changed(heartbeat);
  }

  /** Sets the ticks a second, within their range, and tells of it. */
  public void rate(double ticks) {
    rate.act(ticks, Role.OPERATOR);
  }

  /** Tells where OSC goes now. */
  public void targets(List<String> all) {
    targets.texts(all);
    events.changed(targets);
  }

  /**
   * Tells whether the house is open.
   *
   * @param time when that changes, as ISO 8601 has it; empty: nobody knows
   */
  public void open(boolean is, String time) {
    open.numbers()[0] = is ? 1 : 0;
    until.text(time);
    events.changed(open);
    events.changed(until);
  }

  /** Whether the house is open, as was told last; tick's thread only. */
  public boolean open() {
    return open.numbers()[0] != 0;
  }

  /**
   * Whether an operator wants it open, since this was asked last; null: none has said. Any thread.
   */
  public @Nullable Boolean wanted() {
    int value = asked.getAndSet(NOBODY);
    return value == NOBODY ? null : value != 0;
  }

  /** Ticks a second, now. */
  public double rate() {
    return rate.numbers()[0];
  }

  List<Node> nodes() {
    return List.of(page, rate, heartbeat, reload, targets, open, until);
  }

  private void setRate(double value, DoubleConsumer onRate) {
    rate.numbers()[0] = (float) value;
    onRate.accept(value);
    events.changed(rate);
  }
}
