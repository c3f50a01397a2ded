package inkcast.app;

import inkcast.config.Config;
import inkcast.config.Config.HostPort;
import inkcast.osc.OscOutput;
import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.Shape;
import inkcast.stage.Backstage;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Request;
import inkcast.tick.Performance;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where OSC goes: as the configuration says, or as a message has said since, with everything else
 * about OSC as configured. On {@link Preparation}'s thread, in the order of asking.
 */
final class OscTargets implements Backstage {
  static final int MOST = 64; // of a message

  // Characters: with tags and padding they still fit into the datagram that tells a subscriber.
  private static final int MOST_TEXT = 1_024;

  private final Preparation preparation;
  private Config.Osc configured; // that thread's
  private List<Config.Target> targets; // as configured, or told since; that thread's
  private volatile @Nullable Performance performance;
  private volatile @Nullable OscOutput output;

  /**
   * Changes nothing before {@link #open}.
   *
   * @param started what runs
   */
  OscTargets(Config.Osc started, Preparation preparation) {
    configured = started;
    targets = started.targets();
    this.preparation = preparation;
  }

  /** Whose targets they are; before the first tick. */
  void open(Performance performance, OscOutput output) {
    this.output = output;
    this.performance = performance;
    performance.space().global().targets(names(configured));
  }

  @Override
  public @Nullable Refusal prepare(List<Node> nodes, Request request) {
    List<String> texts = request.texts();
    if (texts.size() > MOST || texts.stream().mapToInt(String::length).sum() > MOST_TEXT) {
      return new Refusal(
          Reason.WRONG_TYPE,
          "expected at most %d targets, of %d characters".formatted(MOST, MOST_TEXT));
    }
    List<HostPort> told = new ArrayList<>();
    for (String text : texts) {
      try {
        told.add(HostPort.parse(text));
      } catch (IllegalArgumentException e) {
        return new Refusal(Reason.WRONG_TYPE, "expected host:port, found " + text);
      }
    }
    return preparation.execute(() -> take(told), request.later());
  }

  private @Nullable Refusal take(List<HostPort> told) throws InterruptedException {
    OscOutput out = output;
    for (HostPort to : told) {
      HostPort named = to.isLocal() ? new HostPort("127.0.0.1", to.port()) : to;
      if (out != null && (out.isOwn(address(to)) || out.isOwn(address(named)))) {
        return new Refusal(Reason.WRONG_TYPE, to + " is Inkcast's own port");
      }
    }
    targets = told.stream().map(this::target).toList();
    take();
    return null;
  }

  /** Takes over what the configuration says now; that thread's. */
  void configure(Config.Osc osc) throws InterruptedException {
    if (!osc.targets().equals(configured.targets())) {
      targets = osc.targets();
    }
    configured = osc;
    take();
  }

  /** A target keeps the shape that it has. */
  private Config.Target target(HostPort to) {
    return targets.stream()
        .filter(target -> target.to().equals(to))
        .findFirst()
        .orElseGet(() -> new Config.Target(to, null));
  }

  private void take() throws InterruptedException {
    Config.Osc c = configured;
    Config.Osc osc =
        new Config.Osc(
            c.prefix(), c.shape(), targets, c.refresh(), c.spread(), c.ghosts(), c.tcp());
    Performance whose = performance;
    OscOutput out = output;
    if (whose != null && out != null) {
      out.reconfigure(settings(osc));
      List<String> names = names(osc);
      Preparation.queue(whose.commands(), () -> whose.space().global().targets(names));
    }
  }

  private static List<String> names(Config.Osc osc) {
    return osc.targets().stream().map(target -> target.to().toString()).toList();
  }

  /** What OSC output is to do. */
  static OscOutput.Settings settings(Config.Osc osc) {
    List<Recipient> recipients =
        osc.targets().stream()
            .map(
                t ->
                    new Recipient(
                        address(t.to()), shape(t.shape() == null ? osc.shape() : t.shape())))
            .toList();
    return new OscOutput.Settings(
        recipients, shape(osc.shape()), osc.refresh(), osc.spread(), osc.ghosts());
  }

  private static InetSocketAddress address(HostPort to) {
    return InetSocketAddress.createUnresolved(to.host(), to.port());
  }

  private static Shape shape(Config.Shape shape) {
    return switch (shape) {
      case TUPLE -> Shape.TUPLE;
      case FLAT -> Shape.FLAT;
      case BUNDLE -> Shape.BUNDLE;
    };
  }
}
