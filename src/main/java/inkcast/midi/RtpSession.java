package inkcast.midi;

import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.RtpMidiHost;
import io.netty.channel.EventLoopGroup;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session over the network, while its port is to be had. */
final class RtpSession implements Port, AutoCloseable {
  private static final int MAX_PEERS = 32;

  private final EventLoopGroup loops;
  private final HostListener listener;
  private volatile @Nullable RtpMidiHost host;
  private boolean added; // something since the last flush; the tick's

  /** Not open yet. */
  RtpSession(EventLoopGroup loops, HostListener listener) {
    this.loops = loops;
    this.listener = listener;
  }

  /**
   * Opens the port and invites.
   *
   * @param bind where to listen
   * @param invite unresolved
   * @throws BindException if it is taken
   */
  void open(String name, InetSocketAddress bind, List<InetSocketAddress> invite)
      throws BindException {
    HostSettings settings = new HostSettings(name, bind, MAX_PEERS);
    RtpMidiHost opened =
        RtpMidiHost.open(loops, settings, System::nanoTime, new SecureRandom(), listener);
    opened.invite(invite);
    host = opened;
  }

  /** The port that is open, or 0. */
  int port() {
    RtpMidiHost open = host;
    return open == null ? 0 : open.port();
  }

  /** Invites these from now on. */
  void invite(List<InetSocketAddress> peers) {
    RtpMidiHost open = host;
    if (open != null) {
      open.invite(peers);
    }
  }

  @Override
  public boolean send(int command, long timeNs) {
    RtpMidiHost open = host;
    if (open == null || (!added && open.participants().isEmpty())) {
      return true; // the event loop sleeps; who joins is welcomed with what it missed
    }
    added = true;
    return open.send(command, timeNs); // which counts what it cannot send
  }

  @Override
  public void flush() {
    RtpMidiHost open = host;
    if (open != null && added) {
      open.flush();
    }
    added = false;
  }

  /** Ends what sounds, and parts from all. */
  @Override
  public void close() {
    RtpMidiHost open = host;
    host = null;
    if (open != null) {
      open.close();
    }
  }
}
