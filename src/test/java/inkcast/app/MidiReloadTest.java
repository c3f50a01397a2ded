package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.rtpmidi.Departure;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Participant;
import inkcast.rtpmidi.RtpMidiHost;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A running daemon that gets a MIDI session, and loses it again. */
@Timeout(120)
class MidiReloadTest extends ReloadingDaemon {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void shouldOpenASessionThatPicksHandsAndCloseIt() throws Exception {
    assertEquals(0, daemon.midiPort());
    write(SEEDED + "midi: {rtp: {enabled: true, port: 0}, gate: stroke}\n");
    reload();
    await().until(() -> daemon.midiPort() != 0);
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RtpMidiHost peer =
        RtpMidiHost.open(
            loops, new HostSettings("peer", bind, 1), System::nanoTime, new Random(1), ear())) {
      peer.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", daemon.midiPort())));
      await().until(() -> heard.stream().anyMatch(command -> command.startsWith("92")));
      peer.send(Midi.program(1, 1), System.nanoTime()); // the second hand by alphabet
      peer.flush();
      await()
          .until(
              () -> get("/inkcast/writer/2/hand?VALUE").body().equals("{\"VALUE\":[\"other\"]}"));

      write(
          SEEDED
              + "midi: {rtp: {enabled: true, port: 0}, gate: stroke, mpe: true, velocity: [9,"
              + " 9]}\n");
      reload();
      await().until(() -> heard.contains("b0060f")); // a zone of 15 members
      await().until(() -> heard.stream().anyMatch(command -> command.matches("93..09")));

      write(SEEDED);
      reload();
      await().until(() -> daemon.midiPort() == 0);
      await().until(() -> heard.contains("left"));
      assertEquals("bf7800", heard.get(heard.indexOf("left") - 1)); // all that sounded has ended
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private HostListener ear() {
    return new HostListener() {
      @Override
      public void received(Participant from, int command, long timeNs) {
        heard.add("%06x".formatted(command));
      }

      @Override
      public void left(Participant from, Departure why) {
        heard.add("left");
      }
    };
  }
}
