package inkcast.app;

import inkcast.config.Config;
import inkcast.hand.Hands;
import inkcast.osc.OscControl;
import inkcast.osc.OscOutput;
import inkcast.osc.OscStream;
import inkcast.osc.Reception;
import inkcast.stage.Backstage;
import inkcast.tick.Budget;
import inkcast.tick.Clock;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OwnProcessor;
import inkcast.tick.Performance;
import inkcast.tick.TickLoop;
import inkcast.web.OperatorToken;
import inkcast.web.Operators;
import inkcast.web.WebServer;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that serves, put together: the performance on the tick's thread and its helpers, OSC,
 * the web and MIDI on an event loop each, and a thread on which what takes longer is made ready.
 */
final class Daemon implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);
  private static final int EVENT_LOOPS =
      3; // OSC, the web, MIDI: so that phones do not delay strokes
  private static final long CLOSING_MILLIS = 2_000;

  private final Counters counters = new Counters();
  private final Programme programme;
  private final WatchPart watch;
  private final TickLoop loop;
  private final Crew crew;
  private final Performance performance;
  private final Preparation preparation = new Preparation();
  private final Reload reload;
  private final CountDownLatch open = new CountDownLatch(1); // the ticks wait for it
  private final Thread tick;
  private final IoEventLoopGroup network;
  private final OscOutput oscOutput;
  private final OscControl oscControl;
  private final @Nullable OscStream oscStream;
  private final WebServer web;
  private final MidiPart midi;
  private final HousePart house;
  private final ArchivePart archive;
  private final @Nullable Announcement announcement;
  private volatile boolean stopping;

  /** As the others, with a configuration that is not read anew. */
  Daemon(Config config, LongConsumer lateness) throws IOException {
    this(config, null, lateness);
  }

  /** As the other, which keeps nothing that people set. */
  Daemon(Config config, @Nullable Path file, LongConsumer lateness) throws IOException {
    this(config, file, null, Programme.live(), lateness);
  }

  /**
   * Loads the hands, opens the port, and lets the writers begin.
   *
   * @param file where the configuration can be read anew, or null
   * @param state file of what people set, to be kept over a restart, or null
   * @param programme of which {@code config} has the writers
   * @param lateness see {@link TickLoop}
   * @throws IOException if a hand, the port, the token's file or the recording is not to be had
   */
  Daemon(
      Config config,
      @Nullable Path file,
      @Nullable Path state,
      Programme programme,
      LongConsumer lateness)
      throws IOException {
    this.programme = programme;
    watch = new WatchPart(config, counters);
    loop = new TickLoop(Clock.SYSTEM, config.rate(), counters, watch.lateness(lateness));
    crew = new Crew(config.threads(), Clock.SYSTEM::nanoTime);
    Budget budget = new Budget(Clock.SYSTEM, crew, config.rate());
    Hands hands = ConfigOption.hands(config);
    house = new HousePart(config, state);
    List<Ensemble> cast =
        programme.isLive()
            ? Cast.of(house.cast(config, hands), hands, crew)
            : StandIns.of(1, config.writers().size(), Cast.page(config));
    Casting casting = new Casting(hands, crew, preparation, cast, config.writers().size());
    OscTargets targets = new OscTargets(config.osc(), preparation);
    Priming priming = new Priming(Home.resolve(config.recordings()), preparation);
    reload = new Reload(file, config, hands, preparation, casting, targets);
    performance =
        new Performance(
            new Performance.Settings(
                config.osc().prefix(),
                Cast.page(config),
                config.temperature().max(),
                config.rate(),
                config.midi().osc()),
            cast,
            budget,
            loop::rate,
            new Backstage.Doors(casting, reload, targets, priming),
            counters);
    casting.open(performance);
    priming.open(performance);
    if (programme.isLive()) {
      house.open(performance, counters);
    }
    programme.record(performance, loop, counters);
    Operators operators = new Operators(config.server().operators());
    OperatorToken token = WebSettings.token(config.server());
    InetAddress bind = InetAddress.getByName(config.server().bind());
    tick = new Thread(() -> perform(budget, casting), "tick");
    network =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS,
            new DefaultThreadFactory("network", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    OscOutput output = null;
    try {
      crew.start();
      tick.start(); // it warms up while the network is made ready
      output =
          new OscOutput(network, OscTargets.settings(config.osc()), performance.space(), counters);
      Reception reception =
          new Reception(performance, output, operators, Version.current(), counters);
      OnePort opened =
          OnePort.open(
              new OnePort.Served(
                  config, network, performance, reception, watch, operators, token, counters),
              bind);
      web = opened.web();
      oscControl = opened.oscControl();
      Integer tcp = config.osc().tcp();
      oscStream =
          tcp == null
              ? null
              : OscStream.open(new InetSocketAddress(bind, tcp), reception, counters);
      oscOutput = output;
    } catch (Throwable e) { // an Error too: the tick's thread would wait for ever
      network.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      watch.close();
      endTicks();
      if (output != null) {
        output.close();
      }
      programme.close();
      throw e;
    }
    announcement =
        bind.isLoopbackAddress()
            ? null
            : Announcement.start(config.server().name(), bind, port(), web::alsoCalled);
    midi =
        new MidiPart(
            config,
            bind,
            network.next(),
            loop::dueNs,
            performance,
            operators,
            counters,
            announcement);
    archive = new ArchivePart(config, performance, counters);
    performance.outputs(
        programme.outputs(midi.output(), oscOutput, web.output(), archive.output()));
    programme.play(config, performance, midi, loop, counters);
    targets.open(performance, oscOutput);
    reload.open(performance, midi, house, watch, archive);
    watch.open(loop, performance, oscOutput, midi, archive);
    if (programme.isLive()) {
      house.start();
    }
    open.countDown();
  }

  /** The one port number of HTTP, WebSocket and OSC control. */
  int port() {
    return web.port();
  }

  /** The MIDI session's control port, or 0 while there is none. */
  int midiPort() {
    return midi.port();
  }

  /** What has been counted so far. */
  Counters counters() {
    return counters;
  }

  /** Reads the configuration anew, as a message may ask for, then runs {@code done}; any thread. */
  void reload(Runnable done) {
    reload.reload(done, counters::count);
  }

  /** How it goes, for people. */
  String status() {
    return String.format(
        Locale.ROOT,
        "%,d writers, %.4g ticks a second, %,d missed so far; %,d clients",
        performance.space().writers().size(),
        oscOutput.rate(),
        counters.get(Counter.MISSED_TICKS),
        counters.get(Counter.WEB_CONNECTIONS)
            + counters.get(Counter.OSC_SUBSCRIBERS)
            + counters.get(Counter.MIDI_PEERS));
  }

  /** Waits until the ticks have ended. */
  void join() throws InterruptedException {
    tick.join();
  }

  /** Whether the ticks have ended though nobody asked, and no recording has. */
  boolean failed() {
    return !stopping && !tick.isAlive() && !programme.ended();
  }

  /** Ends the ticks, says goodbye to all, and frees the port, within a few seconds. */
  @Override
  public void close() {
    stopping = true;
    watch.close();
    endTicks();
    midi.close();
    if (announcement != null) {
      announcement.close();
    }
    web.close();
    oscControl.close();
    if (oscStream != null) {
      oscStream.close();
    }
    oscOutput.close();
    network
        .shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(CLOSING_MILLIS);
    programme.close();
    archive.close();
    house.close(); // the last, as a disk may take its time, and notes must not
  }

  private void perform(Budget budget, Casting casting) {
    if (programme.isLive()) {
      performance.warmUp(Clock.SYSTEM);
      casting.rehearse();
    }
    try {
      open.await();
    } catch (InterruptedException e) {
      return;
    }
    if (crew.threads() == 1 && budget.heavy()) {
      OwnProcessor.take()
          .ifPresent(own -> log.info("so many writers have processor {} to themselves", own));
    }
    loop.run(programme.tick(performance));
  }

  private void endTicks() {
    preparation.close();
    loop.stop();
    tick.interrupt();
    try {
      tick.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crew.close();
  }
}
