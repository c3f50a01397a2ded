package inkcast.rtpmidi;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * MIDI over the network: a session that several peers join, or are invited to, at once. What is
 * sent goes to all of them, what they send comes to the listener.
 *
 * <p>{@link #send} and {@link #flush} are for one thread, which may be a real-time one: they do not
 * allocate, block or throw. All else may be called by any thread.
 */
public final class RtpMidiHost implements AutoCloseable {
  private static final int OUTBOX_EVENTS = 1 << 16;
  private static final int EVENTS_AT_ONCE = 1 << 12;
  private static final long LOOK_EVERY_MS = 100;
  private static final long CLOSE_SECONDS = 5;

  private final EventLoop loop;
  private final Ports ports;
  private final HostClock clock;
  private final HostListener listener;
  private final Wire wire;
  private final Peers peers;
  private final Invitations invitations;
  private final Outbox outbox;
  private final long[] events = new long[EVENTS_AT_ONCE]; // the loop's
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> looking; // the loop's

  private RtpMidiHost(
      EventLoop loop,
      Ports ports,
      HostSettings settings,
      LongSupplier nanoTime,
      RandomGenerator random,
      HostListener listener) {
    this.loop = loop;
    this.ports = ports;
    this.listener = listener;
    clock = new HostClock(nanoTime);
    wire = new Wire(ports);
    Local local = new Local(random.nextInt(), settings.name(), clock, random, listener, wire);
    peers = new Peers(local);
    invitations = new Invitations(local, peers, loop);
    outbox = new Outbox(OUTBOX_EVENTS, loop, this::drain);
    Reception reception = new Reception(local, peers, invitations, settings.maxPeers());
    var _ = loop.submit(() -> begin(reception)).awaitUninterruptibly(); // hears from here on
  }

  /**
   * Begins to be there, on one event loop of the group; returns when the ports are bound. Not on an
   * event loop.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   * @param random for SSRC, tokens and first sequence numbers; used on the event loop
   * @throws BindException if a port is taken: the message is for people, and it may be tried again
   */
  public static RtpMidiHost open(
      EventLoopGroup group,
      HostSettings settings,
      LongSupplier nanoTime,
      RandomGenerator random,
      HostListener listener)
      throws BindException {
    EventLoop loop = group.next();
    HostListener careful = new CarefulListener(listener);
    Ports ports =
        Ports.bind(
            loop,
            settings.bind(),
            new DatagramHandler(true, careful),
            new DatagramHandler(false, careful));
    return new RtpMidiHost(loop, ports, settings, nanoTime, random, careful);
  }

  private void begin(Reception reception) {
    ports.control().pipeline().get(DatagramHandler.class).begin(reception);
    ports.data().pipeline().get(DatagramHandler.class).begin(reception);
    looking =
        loop.scheduleAtFixedRate(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** The control port that was bound; data is on the next one. */
  public int port() {
    return ports.port();
  }

  /** Who is there now. */
  public List<Participant> participants() {
    return peers.participants();
  }

  /**
   * Invites these peers and keeps trying; from those of earlier calls that are missing we part.
   *
   * @param wanted unresolved, with their control ports
   */
  public void invite(List<InetSocketAddress> wanted) {
    List<InetSocketAddress> all = List.copyOf(wanted);
    loop.execute(
        () -> {
          invitations.set(all);
          invitations.look(clock.nowNs());
        });
  }

  /**
   * Sends a command to all peers, with the next {@link #flush}. Sender's thread.
   *
   * @param command as {@link Midi} has it
   * @param timeNs when it is to be heard, by the clock; not before that of the command before
   * @return false if it is not sent, as the event loop has been stuck for long; if that befalls a
   *     note, all that sounds is ended as soon as the loop goes on
   */
  public boolean send(int command, long timeNs) {
    int kind = Midi.kind(command);
    boolean note = kind == Midi.NOTE_ON || kind == Midi.NOTE_OFF;
    return outbox.add(Event.of((int) clock.ticks(timeNs), command), note);
  }

  /** Lets go what was sent since the last time: in as few packets as it fits. Sender's thread. */
  public void flush() {
    outbox.publish();
  }

  private void drain() {
    outbox.begin();
    int count = outbox.take(events);
    while (count > 0) {
      for (Peer peer : peers.all()) {
        peer.send(events, count);
      }
      count = outbox.take(events);
    }
    wire.flush();
    int refused = outbox.takeRefused();
    if (refused > 0) {
      listener.counted(HostCounter.OVERFLOWED, refused);
    }
    if (outbox.takeOverflow()) {
      peers.all().forEach(Peer::silence);
    }
  }

  private void look() {
    try {
      long nowNs = clock.nowNs();
      peers.look(nowNs);
      invitations.look(nowNs);
    } catch (Throwable e) { // which would be the last look
      listener.counted(HostCounter.FAILED, 1);
    }
  }

  /** Ends what sounds, parts from all peers and frees the ports; waits for it. */
  @Override
  public void close() {
    try {
      loop.execute(this::part);
    } catch (RejectedExecutionException e) {
      ports.close(); // the loop has ended
      return;
    }
    if (!loop.inEventLoop()) {
      var _ = closed.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private void part() {
    if (looking != null) {
      looking.cancel(false);
    }
    invitations.set(List.of());
    peers.departAll(Departure.CLOSED);
    wire.afterPackets(
        () -> {
          wire.close();
          var _ = ports.data().closeFuture().addListener(_ -> closed.complete(null));
        });
  }
}
