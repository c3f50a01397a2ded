package inkcast.stage;

import inkcast.stage.Node.Kind;
import inkcast.writer.Page;
import java.util.List;
import java.util.function.DoubleConsumer;

/** The nodes that speak of the whole. Tick's thread only. */
public final class GlobalNodes {
  /** Slowest and fastest rate, ticks a second. */
  public static final Node.Range RATE = new Node.Range(1, 1000);

  private final Events events;
  private final Node page;
  private final Node rate;
  private final Node heartbeat;
  private final Node reload;
  private final Node targets;

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
            .accepts(Input.TRIGGER, Role.OPERATOR, backstage.reload())
            .build();
    targets =
        Node.readable(prefix + "/targets", "s", Kind.STATE, "where OSC goes, each a host:port")
            .accepts(Input.TEXTS, Role.OPERATOR, backstage.targets())
            .build();
    targets.texts(List.of());
  }

  /** Tells how many ticks there have been; 0 follows 2147483647. */
  public void heartbeat(long ticks) {
    heartbeat.numbers()[0] = ticks & Integer.MAX_VALUE;
    events.changed(heartbeat);
  }

  /** Sets the ticks a second, within their range, and tells of it. */
  public void rate(double ticks) {
    rate.act(ticks);
  }

  /** Tells where OSC goes now. */
  public void targets(List<String> all) {
    targets.texts(all);
    events.changed(targets);
  }

  /** Ticks a second, now. */
  public double rate() {
    return rate.numbers()[0];
  }

  List<Node> nodes() {
    return List.of(page, rate, heartbeat, reload, targets);
  }

  private void setRate(double value, DoubleConsumer onRate) {
    rate.numbers()[0] = (float) value;
    onRate.accept(value);
    events.changed(rate);
  }
}
