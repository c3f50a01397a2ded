package inkcast.rtpmidi;

import io.netty.channel.EventLoopGroup;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host for each test, whose clock stands until it is set forward. */
abstract class WithHost {
  final EventLoopGroup loops = Loops.open();
  final ManualClock clock = new ManualClock();
  final HostEar ear = new HostEar();
  RtpMidiHost host;
  int port;

  @BeforeEach
  void open() throws BindException {
    host = open(0, ear, 1);
    port = host.port();
  }

  /** Another one. */
  RtpMidiHost open(int at, HostListener listener, long seed) throws BindException {
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
    return RtpMidiHost.open(
        loops, new HostSettings("Inkcast", bind, 2), clock, new Random(seed), listener);
  }

  @AfterEach
  void close() {
    host.close();
    Loops.close(loops);
  }
}
