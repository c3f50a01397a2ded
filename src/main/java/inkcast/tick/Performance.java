package inkcast.tick;

import inkcast.stage.AddressSpace;
import inkcast.stage.Commands;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens in one tick: commands, strokes, outputs. Tick's thread only. */
public final class Performance {
  /** Commands carried out in one tick at most; the rest wait for the next. */
  public static final int MAX_COMMANDS = 1024;

  private static final Logger log = LoggerFactory.getLogger(Performance.class);
  private static final long SECOND_NS = 1_000_000_000;
  private static final long LOG_EVERY_NS = 60 * SECOND_NS;

  private final Commands commands;
  private final AddressSpace space;
  private final Ensemble[] ensembles;
  private final Outputs outputs;
  private final Counters counters;
  private boolean begun;
  private long lastHeartbeatNs;
  private long lastLoggedNs;

  /** Everything that takes part, ready to begin. */
  public Performance(
      Commands commands,
      AddressSpace space,
      List<Ensemble> ensembles,
      Outputs outputs,
      Counters counters) {
    this.commands = commands;
    this.space = space;
    this.ensembles = ensembles.toArray(Ensemble[]::new);
    this.outputs = outputs;
    this.counters = counters;
  }

  /**
   * Carries out one tick. Throws nothing: an error is counted, and logged once a minute at most.
   *
   * @param nowNs monotonic time
   * @param wallMillis time of day
   */
  public void tick(long nowNs, long wallMillis) {
    if (!begun) {
      begun = true;
      lastHeartbeatNs = nowNs;
      lastLoggedNs = nowNs - LOG_EVERY_NS;
    }
    counters.count(Counter.TICKS);
    try {
      drain(nowNs);
      for (Ensemble ensemble : ensembles) {
        ensemble.step();
      }
      if (nowNs - lastHeartbeatNs >= SECOND_NS) {
        lastHeartbeatNs += SECOND_NS * ((nowNs - lastHeartbeatNs) / SECOND_NS);
        space.global().heartbeat(counters.get(Counter.TICKS));
      }
    } catch (Throwable e) { // the show goes on, whatever it is
      failed(e, nowNs);
    }
    outputs.endOfTick(wallMillis);
  }

  private void drain(long nowNs) {
    for (int i = 0; i < MAX_COMMANDS; i++) {
      Runnable command = commands.poll();
      if (command == null) {
        return;
      }
      try {
        command.run();
      } catch (RuntimeException e) {
        failed(e, nowNs);
      }
    }
  }

  private void failed(Throwable e, long nowNs) {
    counters.count(Counter.TICK_ERRORS);
    if (nowNs - lastLoggedNs >= LOG_EVERY_NS) {
      lastLoggedNs = nowNs;
      log.error("a tick failed, {} so far", counters.get(Counter.TICK_ERRORS), e);
    }
  }
}
