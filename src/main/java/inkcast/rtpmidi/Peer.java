package inkcast.rtpmidi;

import inkcast.rtpmidi.Command.SysEx;
import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session with one peer, from its first invitation on. Event loop only. */
final class Peer implements ReceiveStream.Output {
  private static final long CLOCK_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

  /** Apple's sessions take no MIDI before they have been asked several times. */
  private static final int FIRST_CLOCKS = 8;

  private static final long FIRST_CLOCK_NS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Until then the first welcome may have been lost, or not been heeded. */
  private static final long WELCOME_AGAIN_NS = FIRST_CLOCKS * FIRST_CLOCK_NS;

  private static final long GUARD_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MAX_GUARD_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int GUARDS = 10;
  private static final long FEEDBACK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long[] NO_EVENTS = {};
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
  private int clocks; // asked for so far
  private long clockDueNs;
  private boolean welcomeAgain;
  private boolean slept; // and its buffers may still be full of what was sent meanwhile
  private long welcomeDueNs;
  private int guards; // since the last command
  private long guardDueNs;
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

  /** It has begun anew, though it is the same by its numbers: what it played has ended. */
  void restarted(InetSocketAddress to) {
    release();
    receiving.forget();
    peerClock.forget();
    establish(to);
  }

  /** It goes on after a sleep: what it was told meanwhile it may not have got. */
  void wake() {
    slept = true;
    peerClock.forget();
    welcome();
    silence();
  }

  /** Tells it what it must know, and soon once more. */
  void welcome() {
    welcomeAgain = true;
    welcomeDueNs = local.clock().nowNs() + WELCOME_AGAIN_NS;
    sendNow(local.listener().welcome(participant));
  }

  /** Something came from it. */
  void heard() {
    heardNs = local.clock().nowNs();
  }

  /** Something came from its data port: if it has moved we follow it. */
  void heard(InetSocketAddress from) {
    heard();
    if (data != null && !from.equals(data) && mayMove(data.getAddress(), from.getAddress())) {
      data = from;
      control = new InetSocketAddress(from.getAddress(), control.getPort());
    }
  }

  private boolean mayMove(InetAddress here, InetAddress there) {
    return here.equals(there) || local.listener().admits(there);
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
      clocks++;
      clockDueNs = nowNs + (clocks < FIRST_CLOCKS ? FIRST_CLOCK_NS : CLOCK_EVERY_NS);
    }
    if (welcomeAgain && nowNs - welcomeDueNs >= 0) {
      if (slept) {
        slept = false;
        silence();
      }
      sendNow(local.listener().welcome(participant));
      welcomeAgain = false;
    }
    if (guards < GUARDS && nowNs - guardDueNs >= 0 && sending.history().isPending()) {
      guard(nowNs);
    }
    if (receiving.highest() != confirmed && nowNs - feedbackDueNs >= 0) {
      confirmed = receiving.highest();
      feedbackDueNs = nowNs + FEEDBACK_EVERY_NS;
      local.wire().control(new Feedback(local.ssrc(), confirmed), control);
    }
  }

  void clock(Clock heard) {
    Clock answer = peerClock.answer(heard);
    if (answer != null && data != null) {
      local.wire().data(answer, data);
    }
  }

  /** Takes the half that is news: a number that was sent and not confirmed. */
  void feedback(Feedback feedback) {
    History history = sending.history();
    if (feedback.upper() != 0 || !history.confirmed(feedback.lower())) {
      history.confirmed(feedback.upper());
    }
  }

  /** Sends events; they leave when the wire is flushed. */
  void send(long[] events, int count) {
    guards = 0;
    guardDueNs = local.clock().nowNs() + GUARD_NS;
    int from = 0;
    while (from < count) {
      from = packet(events, from, count);
    }
  }

  /** Sends commands as of now. */
  private void sendNow(int[] commands) {
    if (commands.length > 0) {
      int time = (int) local.clock().nowTicks();
      long[] events = Arrays.stream(commands).mapToLong(c -> Event.of(time, c)).toArray();
      send(events, events.length);
      local.wire().flush();
    }
  }

  /**
   * Sends a journal alone: if the last packet was lost, nothing else would tell the peer so (RFC
   * 4696, 4.2).
   */
  private void guard(long nowNs) {
    packet(NO_EVENTS, 0, 0);
    local.wire().flush();
    guardDueNs = nowNs + Math.min(GUARD_NS << guards, MAX_GUARD_NS);
    guards++;
  }

  private int packet(long[] events, int from, int count) {
    InetSocketAddress to = data;
    if (to == null) {
      return count;
    }
    ByteBuf packet = local.wire().packet();
    int end = sending.write(packet, events, from, count, (int) local.clock().nowTicks());
    local.count(local.wire().data(packet, to) ? HostCounter.SENT : HostCounter.UNSENT);
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
