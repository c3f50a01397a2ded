package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Helper;
import inkcast.packet.Npm;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real programs in a session with a host. */
@Tag("peer")
@Timeout(120)
class RtpMidiPeerTest {
  /**
   * npm's rtpmidi. Arguments: its own port, ours, whether it invites. Prints what comes; once a
   * note has come it sends CC 20; ends the session when controller 99 comes.
   */
  private static final String NODE =
      """
      const rtpmidi = require('rtpmidi');
      rtpmidi.logger.transports.forEach(t => { t.silent = true; });
      const [port, host, invites] = process.argv.slice(2).map(Number);
      const session = rtpmidi.manager.createSession({
        localName: 'npm', bonjourName: 'npm', port, published: false });
      let answered = false;
      session.on('streamAdded', e => console.log('added', e.stream.name));
      session.on('streamRemoved', () => console.log('removed'));
      session.on('message', (delta, bytes) => {
        console.log('message', Buffer.from(bytes).toString('hex'));
        if (bytes[0] === 0xb0 && bytes[1] === 99) session.end(() => process.exit());
      });
      const timer = setInterval(() => {
        const stream = session.streams[0];
        if (stream && stream.latency !== null && !answered) {
          answered = true;
          stream.sendMessage({timestamp: session.now(), commands: [
            {deltaTime: 0, data: Buffer.from([0xb0, 20, 64])},
            {deltaTime: 0, data: Buffer.from([0xb1, 20, 65])},
            {deltaTime: 0, data: Buffer.from([0xb1, 20, 66])}]});
        }
      }, 50);
      session.on('ready', () => {
        console.log('ready');
        if (invites) session.connect({address: '127.0.0.1', port: host});
      });
      """;

  private final EventLoopGroup loops = Loops.open();
  private final HostEar ear = new HostEar();
  private RtpMidiHost host;

  @BeforeEach
  void open() throws Exception {
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    host =
        RtpMidiHost.open(
            loops, new HostSettings("Inkcast", bind, 8), System::nanoTime, new Random(1), ear);
  }

  @AfterEach
  void close() {
    host.close();
    Loops.close(loops);
  }

  @Test
  void shouldPlayToNpmsRtpmidiThatLeavesAndComesBack() throws Exception {
    int port = freePorts();
    for (int visit = 1; visit <= 2; visit++) {
      try (Helper npm = npm(port, true)) {
        awaitJoined(2 * visit - 1);
        play(npm);
        send(Midi.noteOn(2, 50, 1), Midi.control(0, 99, 0));
        npm.await("message b06300");
        int left = 2 * visit;
        await().until(() -> ear.comings.size() == left);
        assertEquals("left npm GOODBYE", ear.comings.getLast());
        assertEquals(0, npm.exit());
      }
    }
    assertEquals(0, ear.count(HostCounter.MALFORMED));
  }

  @Test
  void shouldInviteNpmsRtpmidiAndEndAllThatSounds() throws Exception {
    int port = freePorts();
    host.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));
    try (Helper npm = npm(port, false)) {
      awaitJoined(1);
      play(npm);
      send(Midi.noteOn(2, 50, 1), Midi.noteOn(15, 51, 1));
      npm.await("message 9f3301");
      host.close();
      npm.await("removed");
      List<String> lines = npm.lines();
      assertTrue(lines.indexOf("message 823240") > lines.indexOf("message 923201"));
      assertTrue(lines.indexOf("message 8f3340") > lines.indexOf("message 9f3301"));
      assertTrue(lines.indexOf("message b27b00") > lines.indexOf("message 823240"));
      assertTrue(lines.indexOf("message b27800") > lines.indexOf("message b27b00"));
      assertTrue(lines.indexOf("removed") > lines.indexOf("message bf7800"));
      assertEquals(0, ear.count(HostCounter.MALFORMED));
    }
  }

  @Test
  void shouldInviteNpmsRtpmidiAgainWhenItWasKilled() throws Exception {
    int port = freePorts();
    host.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));
    try (Helper _ = npm(port, false)) {
      awaitJoined(1);
    } // by force
    try (Helper npm = npm(port, true)) { // started again by hand, it invites
      awaitJoined(3);
      play(npm);
      assertEquals(List.of("joined npm", "left npm REPLACED", "joined npm"), ear.comings);
    }
  }

  @Test
  void shouldBeDissectedByWireshark() throws Exception {
    int port = host.port();
    try (Helper tshark =
        Helper.start(
            "tshark",
            "-l",
            "-ilo",
            "-fudp portrange " + port + "-" + (port + 1),
            "-Tfields",
            "-Eseparator=|",
            "-e_ws.col.Protocol",
            "-e_ws.malformed",
            "-e_ws.col.Info")) {
      tshark.await("Capture started");
      try (Helper guest = npm(freePorts(), true)) {
        awaitJoined(1);
        play(guest);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
          int[] commands = new int[1 + random.nextInt(40)];
          for (int c = 0; c < commands.length; c++) {
            commands[c] = any(random);
          }
          int before = ear.count(HostCounter.SENT);
          send(commands);
          await().until(() -> ear.count(HostCounter.SENT) > before); // in a packet of its own
        }
        send(Midi.control(0, 99, 0));
        guest.await("message b06300");
        tshark.await("End Session");
      }
      List<String> packets = tshark.lines().stream().filter(line -> line.contains("|")).toList();
      assertEquals(
          List.of(), packets.stream().filter(line -> !line.matches("[^|]+\\|\\|.*")).toList());
      assertEquals(
          List.of(),
          packets.stream().filter(line -> !line.matches("(AppleMIDI|RTP-MIDI)\\|.*")).toList());
      assertTrue(
          packets.stream().filter(line -> line.startsWith("RTP-MIDI")).count() > 200,
          () -> "packets: " + packets.size());
    }
  }

  /** On both ports: the peer itself thinks so earlier. */
  private void awaitJoined(int comingsAndGoings) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> ear.comings.size() == comingsAndGoings);
    assertEquals("joined npm", ear.comings.getLast());
  }

  /** Notes and controllers arrive there, and CC 20 here. */
  private void play(Helper npm) {
    send(Midi.noteOn(0, 60, 64), Midi.control(0, 16, 5), Midi.control(1, 16, 6));
    npm.await("message 903c40");
    npm.await("message b01005");
    npm.await("message b11006");
    send(Midi.noteOff(0, 60), Midi.wheel(0, Midi.WHEEL_CENTRE), Midi.noteOn(0, 61, 1));
    npm.await("message 803c40");
    npm.await("message e00040");
    npm.await("message 903d01");
    await()
        .until(
            () ->
                ear.commands.containsAll(
                    List.of(
                        Midi.control(0, 20, 64),
                        Midi.control(1, 20, 65),
                        Midi.control(1, 20, 66))));
    ear.commands.clear();
  }

  private void send(int... commands) {
    long now = System.nanoTime();
    for (int command : commands) {
      assertTrue(host.send(command, now));
    }
    host.flush();
  }

  private static int any(Random random) {
    int channel = random.nextInt(16);
    int note = random.nextInt(128);
    return switch (random.nextInt(5)) {
      case 0 -> Midi.control(channel, random.nextInt(90), random.nextInt(128));
      case 1 -> Midi.wheel(channel, random.nextInt(1 << 14));
      case 2 -> Midi.program(channel, note);
      case 3 -> Midi.noteOn(channel, note, 1 + random.nextInt(127));
      default -> Midi.noteOff(channel, note);
    };
  }

  private Helper npm(int port, boolean invites) throws Exception {
    return Npm.start(NODE, String.valueOf(port), String.valueOf(host.port()), invites ? "1" : "0");
  }

  /** Two consecutive ones, of which the first is even: rtpmidi goes by that. */
  private static int freePorts() throws IOException {
    while (true) {
      try (BarePeer peer = new BarePeer(0)) {
        if (peer.address().getPort() % 2 == 0) {
          return peer.address().getPort();
        }
      }
    }
  }
}
