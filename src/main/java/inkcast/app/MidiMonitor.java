package inkcast.app;

import inkcast.rtpmidi.Departure;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.MalformedRtpMidi;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Participant;
import inkcast.rtpmidi.RtpMidiHost;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code inkcast monitor --midi}: a peer of a MIDI session that prints what it is sent, one command
 * a line, until it is ended.
 */
final class MidiMonitor implements HostListener {
  private static final int ANY_PORT = 0;

  private final PrintWriter out;
  private final PrintWriter err;
  private final CountDownLatch nobodyReads = new CountDownLatch(1);

  MidiMonitor(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Joins, again and again if need be, and prints until nobody reads it any more.
   *
   * @param session its control port, unresolved
   */
  void run(InetSocketAddress session) throws BindException, UnknownHostException {
    boolean here = InetAddress.getByName(session.getHostString()).isLoopbackAddress();
    InetSocketAddress bind =
        here
            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT)
            : new InetSocketAddress(ANY_PORT);
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("monitor", true), NioIoHandler.newFactory());
    HostSettings settings = new HostSettings("Inkcast monitor", bind, 0);
    try (RtpMidiHost host =
        RtpMidiHost.open(loops, settings, System::nanoTime, new SecureRandom(), this)) {
      // To be ended by a signal is how this command is done, so it is no failure.
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    host.close();
                    Runtime.getRuntime().halt(0);
                  }));
      host.invite(List.of(session));
      say("inviting " + session.getHostString() + ":" + session.getPort());
      nobodyReads.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void joined(Participant peer) {
    say("joined " + peer.name());
  }

  @Override
  public void left(Participant peer, Departure why) {
    say("left " + peer.name());
  }

  @Override
  public void malformed(InetSocketAddress from, MalformedRtpMidi why) {
    say("malformed packet from " + from + ": " + why.getMessage());
  }

  @Override
  public void received(Participant peer, int command, long timeNs) {
    out.println(describe(command));
    if (out.checkError()) { // which also flushes; the reader of a pipe may have gone
      nobodyReads.countDown();
    }
  }

  private void say(String what) {
    err.println(what);
    err.flush();
  }

  /** Channel, counted from 1 as people do, kind and numbers. */
  static String describe(int command) {
    int first = Midi.first(command);
    int second = Midi.second(command);
    if (Midi.status(command) >= Midi.SYSTEM) {
      return "%02x system".formatted(Midi.status(command));
    }
    String what =
        switch (Midi.kind(command)) {
          case Midi.NOTE_OFF -> "note-off " + first;
          case Midi.NOTE_ON ->
              second == 0 ? "note-off " + first : "note-on %d %d".formatted(first, second);
          case Midi.KEY_PRESSURE -> "key-pressure %d %d".formatted(first, second);
          case Midi.CONTROL -> "control %d %d".formatted(first, second);
          case Midi.PROGRAM -> "program " + first;
          case Midi.PRESSURE -> "pressure " + first;
          default -> "pitch-bend " + Midi.position(command);
        };
    return Midi.channel(command) + 1 + " " + what;
  }
}
