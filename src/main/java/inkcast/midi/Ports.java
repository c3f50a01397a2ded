package inkcast.midi;

import inkcast.tick.Counters;
import inkcast.tick.Performance;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where MIDI goes to and comes from. A session whose port is taken is tried again for as long as it
 * takes, on a thread of its own.
 */
public final class Ports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ports.class);
  private static final long RETRY_MILLIS = 2_000;

  /** Folders may take their time, and nothing that ends shall wait for them. */
  private static final Thread.Builder HANDS = Thread.ofVirtual().name("midi-hands");

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("midi", true));
  private final Channels channels;
  private final MidiControl control;
  private final Counters counters;
  private final RtpSession session;
  private final IntConsumer onSession;

  // The thread's own; the first two are read by others, too.
  private final Map<String, LocalPort> local = new ConcurrentSkipListMap<>();
  private volatile @Nullable Rtp wanted;
  private @Nullable String said; // of why the session is not there

  /**
   * What there is to be.
   *
   * @param rtp null: no session
   * @param local names of ports of this machine, or their beginnings
   * @param channels of the writers, from 0
   * @param temperature controller that is obeyed, or {@link Mapping#NONE}
   * @param restart likewise
   */
  public record Settings(
      @Nullable Rtp rtp,
      List<String> local,
      List<Integer> channels,
      int temperature,
      int restart) {}

  /**
   * The session over the network.
   *
   * @param name for others
   * @param bind the control port; data is on the next one
   * @param invite unresolved, with their control ports
   */
  public record Rtp(String name, InetSocketAddress bind, List<InetSocketAddress> invite) {
    private boolean isAt(@Nullable Rtp other) {
      return other != null && name.equals(other.name) && bind.equals(other.bind);
    }
  }

  /**
   * None yet.
   *
   * @param loops one of them is the session's
   * @param output what is played
   * @param operators which sources may do everything
   * @param onSession is told the session's control port when it is open, and 0 when it is closed
   */
  public Ports(
      EventLoopGroup loops,
      MidiOutput output,
      Performance performance,
      Predicate<InetAddress> operators,
      Counters counters,
      IntConsumer onSession) {
    this.counters = counters;
    this.onSession = onSession;
    channels = output.channels();
    control = new MidiControl(performance, counters, HANDS::start);
    session = new RtpSession(loops, new SessionListener(channels, control, operators, counters));
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The session's control port, or 0 while there is none; any thread. */
  public int session() {
    return session.port();
  }

  /** How it is with each port that is wanted; any thread. */
  public List<Status> status() {
    List<Status> all = new ArrayList<>();
    Rtp rtp = wanted;
    if (rtp != null) {
      all.add(new Status("session " + rtp.name, session.port() != 0));
    }
    local.forEach((name, port) -> all.add(new Status(name, port.isOpen())));
    return all;
  }

  /**
   * How it is with a port.
   *
   * @param name as configured
   * @param open whether it is there and can be played to
   */
  public record Status(String name, boolean open) {}

  /** Sees to it that there is what is wanted, soon; any thread. */
  public void configure(Settings settings) {
    control.obey(settings.channels, settings.temperature, settings.restart);
    try {
      thread.execute(() -> take(settings));
    } catch (RejectedExecutionException e) {
      log.debug("closed already", e);
    }
  }

  private void take(Settings settings) {
    Rtp before = wanted;
    wanted = settings.rtp;
    if (wanted != null && !wanted.equals(before)) {
      warnOfLoopback(wanted);
    }
    if (wanted != null && wanted.isAt(before)) {
      session.invite(wanted.invite);
    } else {
      closeSession();
    }
    local
        .entrySet()
        .removeIf(
            entry -> {
              boolean leaves = !settings.local.contains(entry.getKey());
              if (leaves) {
                entry.getValue().close();
              }
              return leaves;
            });
    for (String name : settings.local) {
      local.computeIfAbsent(name, n -> new LocalPort(n, channels, control, counters)).start();
    }
    List<Port> all = new ArrayList<>(local.values());
    all.add(session);
    channels.ports(all.toArray(Port[]::new));
    look();
  }

  private static void warnOfLoopback(Rtp rtp) {
    if (rtp.bind.getAddress().isLoopbackAddress() && !rtp.invite.isEmpty()) {
      log.warn(
          "MIDI: bound to {}, which reaches this machine alone: to invite others, set server.bind",
          rtp.bind.getAddress().getHostAddress());
    }
  }

  private void look() {
    Rtp rtp = wanted;
    if (rtp == null || session.port() != 0) {
      return;
    }
    try {
      session.open(rtp.name, rtp.bind, rtp.invite);
      said = null;
      log.info("MIDI session {}: UDP ports {} and the next", rtp.name, session.port());
      onSession.accept(session.port());
    } catch (BindException | RuntimeException e) {
      String why = e instanceof BindException ? String.valueOf(e.getMessage()) : e.toString();
      if (!why.equals(said)) {
        said = why;
        log.warn("no MIDI session: {}; trying again", why);
      }
    }
  }

  private void closeSession() {
    if (session.port() != 0) {
      session.close();
      onSession.accept(0);
    }
  }

  /** Ends what sounds, and parts from all; waits for it. The ticks must have ended. */
  @Override
  public void close() {
    try {
      thread.execute(
          () -> {
            wanted = null;
            closeSession();
            local.values().forEach(LocalPort::close);
          });
    } catch (RejectedExecutionException e) {
      return; // closed already
    }
    thread.close();
  }
}
