package inkcast.rtpmidi;

import inkcast.rtpmidi.Command.SysEx;
import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session with one peer, from its first invitation on. Event loop only. */
final class Peer implements ReceiveStream.Output {
  private static final long CLOCK_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOCK_RETRY_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long FEEDBACK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(60);
  private static final long HALF_OPEN_NS = TimeUnit.SECONDS.toNanos(10);

  private final Local local;
  private final Participant participant;
  private final int token;
  private final boolean invited;
  private final SendStream sending;
  private final ReceiveStream receiving = new ReceiveStream(this);
  private final PeerClock peerClock;
  private InetSocketAddress control;
  private @Nullable InetSocketAddress data;
  private long heardNs;
  private long clockDueNs;
  private long feedbackDueNs;
  private int confirmed = -1; // the sequence number last sent back

  /**
   * Not established yet.
   *
   * @param handshake of the peer
   * @param invited by us
   */
  Peer(Local local, Handshake handshake, InetSocketAddress control, boolean invited) {
    this.local = local;
    this.control = control;
    this.invited = invited;
    token = handshake.token();
    participant = new Participant(handshake.ssrc(), handshake.name(), control);
    sending = new SendStream(local.ssrc(), local.random().nextInt(1 << 16));
    peerClock = new PeerClock(local.clock(), local.ssrc());
    heardNs = local.clock().nowNs();
    clockDueNs = heardNs;
    feedbackDueNs = heardNs;
  }

  Participant participant() {
    return participant;
  }

  int token() {
    return token;
  }

  InetSocketAddress control() {
    return control;
  }

  /** Whether both ports are known. */
  boolean established() {
    return data != null;
  }

  /** Packets go there from now on. */
  void establish(InetSocketAddress to) {
    data = to;
    heard();
  }

  /** Something came from it. */
  void heard() {
    heardNs = local.clock().nowNs();
  }

  /** Something came from its data port: if it has moved we follow it. */
  void heard(InetSocketAddress from) {
    heard();
    if (data != null && !from.equals(data)) {
      data = from;
      control = new InetSocketAddress(from.getAddress(), control.getPort());
    }
  }

  /** Whether nothing was heard for too long. */
  boolean silent(long nowNs) {
    return nowNs - heardNs > (established() ? SILENT_NS : HALF_OPEN_NS);
  }

  /** Sends what is due. */
  void look(long nowNs) {
    InetSocketAddress to = data;
    if (to == null) {
      return;
    }
    if (invited && nowNs - clockDueNs >= 0) {
      local.wire().data(peerClock.ask(), to);
      clockDueNs = nowNs + (peerClock.known() ? CLOCK_EVERY_NS : CLOCK_RETRY_NS);
    }
    if (receiving.highest() != confirmed && nowNs - feedbackDueNs >= 0) {
      confirmed = receiving.highest();
      feedbackDueNs = nowNs + FEEDBACK_EVERY_NS;
      local.wire().control(new Feedback(local.ssrc(), confirmed), control);
    }
  }

  void clock(Clock heard) {
    Clock answer = peerClock.answer(heard);
    if (heard.count() == 1 && peerClock.known()) {
      clockDueNs = local.clock().nowNs() + CLOCK_EVERY_NS;
    }
    if (answer != null && data != null) {
      local.wire().data(answer, data);
    }
  }

  void feedback(Feedback feedback) {
    sending.history().confirmed(feedback.sequence());
  }

  /** Sends events; they leave when the wire is flushed. */
  void send(long[] events, int count) {
    int from = 0;
    while (from < count) {
      from = packet(events, from, count);
    }
  }

  /** Sends commands as of now. */
  void sendNow(int[] commands) {
    if (commands.length > 0) {
      int time = (int) local.clock().nowTicks();
      long[] events = Arrays.stream(commands).mapToLong(c -> Event.of(time, c)).toArray();
      send(events, events.length);
      local.wire().flush();
    }
  }

  private int packet(long[] events, int from, int count) {
    InetSocketAddress to = data;
    if (to == null) {
      return count;
    }
    ByteBuf packet = local.wire().packet();
    int end = sending.write(packet, events, from, count, (int) local.clock().nowTicks());
    local.wire().data(packet, to);
    local.count(HostCounter.SENT);
    return end;
  }

  /**
   * Sends note-offs for what sounds, then what ends the rest; and in one more packet the journal of
   * it, should the first be lost.
   */
  void silence() {
    long[] events = Silence.events(sending.history(), (int) local.clock().nowTicks());
    if (established() && events.length > 0) {
      send(events, events.length);
      packet(events, events.length, events.length);
      local.wire().flush();
    }
  }

  /** Lets nothing sound that the peer has played. */
  void release() {
    receiving.silence(peerClock.timestamp());
  }

  /** Says goodbye, behind what was sent. */
  void goodbye() {
    InetSocketAddress to = control;
    local.wire().afterPackets(() -> local.wire().control(local.handshake(Kind.GOODBYE, token), to));
  }

  void receive(RtpMidiPacket packet) {
    local.count(HostCounter.RECEIVED);
    receiving.receive(packet);
  }

  @Override
  public void lost(int packets) {
    local.listener().counted(HostCounter.LOST, packets);
  }

  @Override
  public void late() {
    local.count(HostCounter.LATE);
  }

  @Override
  public void repaired(int time, int command) {
    local.count(HostCounter.REPAIRED);
    received(time, command);
  }

  @Override
  public void received(int time, int command) {
    local.listener().received(participant, command, peerClock.ns(time));
  }

  @Override
  public void received(int time, SysEx part) {
    local.count(HostCounter.SYSEX);
  }
}
