package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.netty.channel.EventLoopGroup;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 3_000; // ticks, past the interpreter
  private static final int TICKS = 100;
  private static final int ROUNDS = 10;

  private final HostEar ear = new HostEar();

  @Test
  void shouldAllocateNothingOnTheSendersThread() throws Exception {
    EventLoopGroup loops = Loops.open();
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RtpMidiHost host =
            RtpMidiHost.open(
                loops, new HostSettings("", bind, 1), System::nanoTime, new Random(1), ear);
        BarePeer peer = new BarePeer(7)) {
      peer.join(host.port());
      run(host, WARM_UP);
      long least = Long.MAX_VALUE; // what the compilers and the queues do once is left out
      for (int i = 0; i < ROUNDS; i++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(host, TICKS);
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least);
    } finally {
      Loops.close(loops);
    }
  }

  private void run(RtpMidiHost host, int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      long now = System.nanoTime();
      for (int channel = 0; channel < Midi.CHANNELS; channel++) {
        send(host, Midi.noteOn(channel, tick & 0x7f, 1 + channel), now);
        send(host, Midi.control(channel, 16, tick & 0x7f), now);
      }
      host.flush();
      LockSupport.parkNanos(20_000);
    }
  }

  /** On a busy machine the loop may not keep up with this, and what is refused proves nothing. */
  private static void send(RtpMidiHost host, int command, long now) {
    while (!host.send(command, now)) {
      Thread.onSpinWait();
    }
  }
}
