package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hosts, by their sockets, and a network between them that loses one packet of twenty. */
@Timeout(60)
class RelayTest {
  private static final double LOSS = 0.05;
  private static final int PACKETS = 2_000;

  private final Random random = new Random(4);
  private final HostEar ear = new HostEar();
  private final HostEar guestEar = new HostEar();
  private final JournalEar journalEar = new JournalEar();

  @Test
  void shouldLetNothingSoundThoughPacketsAreLost() throws Exception {
    EventLoopGroup loops = Loops.open();
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HostSettings settings = new HostSettings("x", bind, 1);
    try (RtpMidiHost host =
            RtpMidiHost.open(loops, settings, System::nanoTime, new Random(1), ear);
        Relay relay = new Relay(host.port(), LOSS, this::delivered);
        RtpMidiHost guest =
            RtpMidiHost.open(loops, settings, System::nanoTime, new Random(2), guestEar)) {
      guest.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", relay.port())));
      await().until(() -> ear.comings.size() == 1 && guestEar.comings.size() == 1);
      boolean[] sounds = new boolean[2 * Midi.VALUES];
      for (int i = 0; i < PACKETS; i++) {
        int note = random.nextInt(sounds.length);
        play(host, note, !sounds[note]);
        sounds[note] = !sounds[note];
        int sent = i + 1;
        await()
            .pollInterval(Duration.ofNanos(50_000))
            .until(() -> ear.count(HostCounter.SENT) >= sent); // in a packet of its own
      }
      for (int note = 0; note < sounds.length; note++) {
        if (sounds[note]) {
          play(host, note, false);
        }
      }
      await().until(() -> guestEar.sounding().isEmpty());
      await().until(() -> journalled().isEmpty());
      assertTrue(relay.lost() > PACKETS * LOSS / 2, () -> "lost: " + relay.lost());
      assertTrue(guestEar.count(HostCounter.REPAIRED) > 0);
      assertEquals(0, guestEar.count(HostCounter.MALFORMED));
    } finally {
      Loops.close(loops);
    }
  }

  private static void play(RtpMidiHost host, int note, boolean on) {
    int channel = note / Midi.VALUES;
    int key = note % Midi.VALUES;
    host.send(on ? Midi.noteOn(channel, key, 64) : Midi.noteOff(channel, key), System.nanoTime());
    host.flush();
  }

  private void delivered(byte[] packet) {
    synchronized (journalEar) {
      journalEar.hear(packet);
    }
  }

  /** What sounds at a reader that knows nothing but the packets that came. */
  private Map<Integer, Integer> journalled() {
    synchronized (journalEar) {
      return Map.copyOf(journalEar.sounding().notes());
    }
  }
}
