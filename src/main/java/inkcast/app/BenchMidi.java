package inkcast.app;

import inkcast.rtpmidi.Departure;
import inkcast.rtpmidi.HostCounter;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Participant;
import inkcast.rtpmidi.RtpMidiHost;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Peers of the daemon's MIDI session while it is measured, which wait to be invited. How steady
 * notes come is told by their RTP timestamps, in two ways: how far those are from an even beat of
 * the daemon's ticks; and how far each note's way, from its timestamp by the peer's clock to its
 * arrival, is from the median way.
 */
final class BenchMidi implements AutoCloseable, HostListener {
  private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int DIGITS = 3;

  /** Ways are known to the clocks' difference, so that they may seem to be below 0. */
  private static final long SHIFT_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("bench-midi", true), NioIoHandler.newFactory());
  private final List<RtpMidiHost> peers = new ArrayList<>();
  private final double periodNs;
  private final SingleWriterRecorder ways = new SingleWriterRecorder(1, LONGEST_NS, DIGITS);
  private final SingleWriterRecorder beats = new SingleWriterRecorder(1, LONGEST_NS, DIGITS);
  private final Map<Participant, Long> last = new HashMap<>(); // time of a note; the loop's
  private final LongAdder lost = new LongAdder();
  private final AtomicInteger joined = new AtomicInteger();

  /**
   * Opens peers on loopback, at any free ports.
   *
   * @param rate ticks a second
   */
  BenchMidi(int count, double rate) throws BindException {
    periodNs = TimeUnit.SECONDS.toNanos(1) / rate;
    for (int i = 0; i < count; i++) {
      InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HostSettings settings = new HostSettings("bench " + (i + 1), bind, 1);
      peers.add(RtpMidiHost.open(loop, settings, System::nanoTime, new SecureRandom(), this));
    }
  }

  /** Where the peers wait, each a host:port. */
  List<String> addresses() {
    return peers.stream().map(peer -> "127.0.0.1:" + peer.port()).toList();
  }

  /**
   * What all peers together have heard.
   *
   * @param peers that were there in the end
   * @param lost packets
   * @param beat microseconds that 99 of 100 ticks with notes are off an even beat, at most
   * @param p50 microseconds from the median way, half of the notes at most; likewise p99 and max
   */
  record Heard(int peers, long notes, long lost, double beat, double p50, double p99, double max) {}

  /** What was heard since this was last called. */
  Heard take() {
    Histogram heard = ways.getIntervalHistogram();
    long median = heard.getValueAtPercentile(50);
    Histogram off = new Histogram(1, LONGEST_NS, DIGITS);
    heard
        .recordedValues()
        .forEach(
            way ->
                off.recordValueWithCount(
                    Math.abs(way.getValueIteratedTo() - median), way.getCountAtValueIteratedTo()));
    return new Heard(
        joined.get(),
        heard.getTotalCount(),
        lost.sumThenReset(),
        beats.getIntervalHistogram().getValueAtPercentile(99) / 1e3,
        off.getValueAtPercentile(50) / 1e3,
        off.getValueAtPercentile(99) / 1e3,
        off.getMaxValue() / 1e3);
  }

  @Override
  public void joined(Participant peer) {
    joined.incrementAndGet();
  }

  @Override
  public void left(Participant peer, Departure why) {
    joined.decrementAndGet();
  }

  @Override
  public void received(Participant peer, int command, long timeNs) {
    if (Midi.startsNote(command)) {
      ways.recordValue(Math.clamp(System.nanoTime() - timeNs + SHIFT_NS, 1, LONGEST_NS));
      Long before = last.put(peer, timeNs);
      if (before != null && before != timeNs) {
        double ticks = (timeNs - before) / periodNs;
        long off = Math.round(Math.abs(ticks - Math.rint(ticks)) * periodNs);
        beats.recordValue(Math.clamp(off, 1, LONGEST_NS));
      }
    }
  }

  @Override
  public void counted(HostCounter counter, int times) {
    if (counter == HostCounter.LOST) {
      lost.add(times);
    }
  }

  @Override
  public void close() {
    peers.forEach(RtpMidiHost::close);
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
