package inkcast.midi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.midi.PluggedProvider.Plugged;
import inkcast.midi.Ports.Rtp;
import inkcast.midi.Ports.Settings;
import inkcast.rtpmidi.Departure;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Participant;
import inkcast.rtpmidi.RtpMidiHost;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports that are opened, closed and tried again, with a performance that ticks by hand. */
@Timeout(60)
class PortsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(2, counters);
  private final MidiOutput output =
      new MidiOutput(
          performance.space(),
          List.of(mapping(0), mapping(1)),
          false,
          1920,
          1080,
          System::nanoTime);
  private final List<Integer> sessions = new CopyOnWriteArrayList<>();
  private final Ports ports =
      new Ports(
          loops, output, performance, InetAddress::isLoopbackAddress, counters, sessions::add);
  private final Ear ear = new Ear();

  private static Mapping mapping(int channel) {
    return new Mapping(channel, Scale.MAJOR, 48, 24, 16, 40, 120, Mapping.Gate.STROKE, 16, 17, 18);
  }

  /** Temperature of the second writer after a tick. */
  private double temperature() {
    performance.tick(0, 0);
    return performance.space().writers().getLast().temperature().numbers()[0];
  }

  private static final class Ear implements HostListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void joined(Participant peer) {
      told.add("joined");
    }

    @Override
    public void left(Participant peer, Departure why) {
      told.add("left");
    }

    @Override
    public void received(Participant peer, int command, long timeNs) {
      told.add("%06x".formatted(command));
    }
  }

  @AfterEach
  void close() {
    ports.close();
    PluggedProvider.PLUGGED.clear();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void configure(Rtp rtp, String... local) {
    ports.configure(new Settings(rtp, List.of(local), List.of(0, 1), 20, 21));
  }

  private static Rtp rtp(int port, InetSocketAddress... invite) {
    return new Rtp("Inkcast", new InetSocketAddress(LOOPBACK, port), List.of(invite));
  }

  @Test
  void shouldTryATakenPortAgain() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
      int port = Math.min(taken.getLocalPort(), 65_534);
      configure(rtp(port));
      configure(rtp(port)); // nothing new
      assertEquals(0, ports.session());
      taken.close();
      await().until(() -> sessions.equals(List.of(port)));
      assertEquals(port, ports.session());
    }
  }

  @Test
  void shouldOpenAndCloseWhatIsConfigured() throws Exception {
    Plugged device = new Plugged("Piano");
    PluggedProvider.PLUGGED.add(device);
    configure(rtp(0), "Piano");
    await().until(() -> device.open && ports.session() != 0);
    performance.outputs(List.of(output));
    performance.tick(0, 0);
    await().until(() -> device.heard.stream().anyMatch(command -> command.startsWith("90")));
    configure(null);
    await().until(() -> !device.open && ports.session() == 0);
    assertEquals(0, sessions.getLast());
    assertEquals("b17800", device.heard.getLast()); // all that sounded has ended before
    configure(rtp(0), "Piano");
    await().until(() -> device.open && ports.session() != 0);
  }

  @Test
  void shouldInviteAndBePlayed() throws Exception {
    try (RtpMidiHost peer =
        RtpMidiHost.open(
            loops,
            new HostSettings("peer", new InetSocketAddress(LOOPBACK, 0), 1),
            System::nanoTime,
            new Random(1),
            ear)) {
      configure(rtp(0, InetSocketAddress.createUnresolved("127.0.0.1", peer.port())));
      await().until(() -> ear.told.contains("joined"));
      await().until(() -> counters.get(Counter.MIDI_PEERS) == 1);
      peer.send(Midi.control(1, 20, 127), System.nanoTime());
      peer.flush();
      performance.outputs(List.of(output));
      await().until(() -> temperature() == 2);
      await().until(() -> ear.told.stream().anyMatch(command -> command.startsWith("91")));
      configure(rtp(0)); // the same session without it
      await().until(() -> ear.told.contains("left"));
      await().until(() -> counters.get(Counter.MIDI_PEERS) == 0);
    }
  }
}
