package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.packet.Bytes;
import inkcast.packet.Helper;
import inkcast.packet.Npm;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon plays to npm's rtpmidi, and is played by it. How long the peer is stopped, or the
 * session dissected: {@code -Dmidi.seconds}.
 */
@Tag("peer")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class MidiDaemonTest {
  private static final int SECONDS = Integer.getInteger("midi.seconds", 3);

  /**
   * Arguments: its own port, ours, a value. Says twice a second what it has heard, and how much
   * sounds; at USR2 it sends the value as CC 20 on channel 2, at TERM it says goodbye.
   */
  private static final String NODE =
      """
      const rtpmidi = require('rtpmidi');
      rtpmidi.logger.transports.forEach(t => { t.silent = true; });
      const [port, host, value] = process.argv.slice(2).map(Number);
      const session = rtpmidi.manager.createSession({
        localName: 'npm', bonjourName: 'npm', port, published: false });
      const sounding = new Set();
      let notes = 0;
      let controllers = 0;
      session.on('streamAdded', e => console.log('added', e.stream.name));
      session.on('streamRemoved', () => console.log('removed, sounding', sounding.size));
      session.on('message', (delta, bytes) => {
        const channel = bytes[0] & 15;
        const note = channel * 128 + bytes[1];
        const on = bytes[0] >> 4 === 9 && bytes[2] > 0;
        if (on) { sounding.add(note); notes++; } else if (bytes[0] < 0xa0) sounding.delete(note);
        if (bytes[0] >> 4 === 11 && bytes[1] < 120) controllers++;
        if (bytes[0] >> 4 === 11 && bytes[1] >= 120)
          [...sounding].filter(n => n >> 7 === channel).forEach(n => sounding.delete(n));
      });
      let asked = false;
      setInterval(() => {
        console.log('notes', notes > 0, 'controllers', controllers > 0, 'sounding', sounding.size);
        const stream = session.streams[0];
        if (asked && stream && stream.latency !== null) { // it sends nothing before
          asked = false;
          stream.sendMessage({timestamp: session.now(),
            commands: [{deltaTime: 0, data: Buffer.from([0xb1, 20, value])}]});
        }
      }, 500);
      process.on('SIGUSR2', () => { asked = true; });
      process.on('SIGTERM', () => session.end(() => process.exit()));
      session.on('ready', () => session.connect({address: '127.0.0.1', port: host}));
      """;

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void shouldPlayToAPeerThatComesAndGoesAndBePlayed() throws Exception {
    Daemon daemon = daemon();
    for (int visit = 1; visit <= 2; visit++) {
      int value = 127 / visit;
      Helper npm = npm(daemon.midiPort(), value);
      npm.await("added Inkcast");
      npm.await("notes true controllers true");
      npm.signal("USR2");
      String temperature = "{\"VALUE\":[%s]}".formatted((float) (2.0 * value / 127));
      await().until(() -> temperature.equals(get(daemon, "/inkcast/writer/2/temperature?VALUE")));
      assertEquals(0, npm.terminate("TERM"));
      await().until(() -> daemon.counters().get(Counter.MIDI_PEERS) == 0);
    }
    assertEquals(0, daemon.counters().get(Counter.MIDI_MALFORMED));
    assertEquals(0, daemon.counters().get(Counter.OUTPUT_ERRORS));
  }

  @Test
  void shouldLeaveNothingSoundingThatItEndsItself() throws Exception {
    Helper daemon = beside(Cli.command("serve", "--config", config().toString()));
    String line = daemon.await("MIDI session Inkcast: UDP ports ");
    int port = Integer.parseInt(line.replaceAll(".*ports (\\d+) and.*", "$1"));
    Helper npm = npm(port, 0);
    npm.await("notes true");
    assertEquals(0, daemon.terminate("TERM"));
    assertEquals("removed, sounding 0", npm.await("removed"));
  }

  @Test
  void shouldGoOnForTheOthersWhenAPeerIsStoppedOrKilled() throws Exception {
    Daemon daemon = daemon();
    Helper other = npm(daemon.midiPort(), 0);
    Helper stopped = npm(daemon.midiPort(), 0);
    Helper killed = npm(daemon.midiPort(), 0);
    for (Helper each : List.of(other, stopped, killed)) {
      each.await("notes true");
    }
    killed.close(); // by force
    stopped.signal("STOP");
    int heard = other.lines().size();
    long ticks = daemon.counters().get(Counter.TICKS);
    await()
        .atMost(SECONDS + 60, TimeUnit.SECONDS)
        .until(() -> daemon.counters().get(Counter.TICKS) > ticks + 60L * SECONDS);
    stopped.signal("CONT");
    say(daemon, "/inkcast/writer/*/pause~,i~~<00000001>");
    other.await("sounding 0");
    await().atMost(30, TimeUnit.SECONDS).until(() -> stopped.lines().getLast().endsWith("g 0"));
    assertTrue(other.lines().size() > heard + SECONDS, "the other heard nothing meanwhile");
    assertTrue(other.lines().stream().noneMatch(line -> line.startsWith("removed")));
    assertEquals(0, daemon.counters().get(Counter.OUTPUT_ERRORS));
    assertEquals(0, daemon.counters().get(Counter.MIDI_DROPPED));
  }

  @Test
  void shouldBeDissectedByWireshark() throws Exception {
    Daemon daemon = daemon();
    int port = daemon.midiPort();
    Helper tshark =
        beside(
            "tshark",
            "-l",
            "-ilo",
            "-fudp portrange %d-%d".formatted(port, port + 1),
            "-Tfields",
            "-Eseparator=|",
            "-e_ws.col.Protocol",
            "-e_ws.malformed");
    tshark.await("Capture started");
    Helper npm = npm(port, 0);
    npm.await("notes true");
    long sent = daemon.counters().get(Counter.MIDI_SENT);
    await()
        .atMost(SECONDS + 60, TimeUnit.SECONDS)
        .until(() -> daemon.counters().get(Counter.MIDI_SENT) > sent + 50L * SECONDS);
    npm.terminate("TERM");
    tshark.terminate("INT");
    List<String> packets = tshark.lines().stream().filter(line -> line.contains("|")).toList();
    long midi = packets.stream().filter(line -> line.startsWith("RTP-MIDI")).count();
    System.out.printf("%d packets, %d of them RTP-MIDI%n", packets.size(), midi);
    assertEquals(
        List.of(),
        packets.stream().filter(line -> !line.matches("(AppleMIDI|RTP-MIDI)\\|")).toList());
    assertTrue(midi > 50L * SECONDS);
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("inkcast.yaml"),
        "writers: 8\nserver: {port: 0}\nosc: {targets: []}\n"
            + "midi: {rtp: {enabled: true, port: 0}}\n");
  }

  private Daemon daemon() throws Exception {
    Daemon daemon = new Daemon(Config.load(config()), lateness -> {});
    open.add(daemon);
    await().until(() -> daemon.midiPort() != 0);
    return daemon;
  }

  private Helper npm(int host, int value) throws Exception {
    Helper npm =
        Npm.start(NODE, String.valueOf(evenPort()), String.valueOf(host), String.valueOf(value));
    open.add(npm);
    return npm;
  }

  private Helper beside(String... command) throws IOException {
    Helper helper = Helper.start(command);
    open.add(helper);
    return helper;
  }

  private static void say(Daemon daemon, String message) throws IOException {
    byte[] bytes = ByteBufUtil.getBytes(Bytes.of(message));
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), daemon.port()));
    }
  }

  private static String get(Daemon daemon, String target) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + daemon.port() + target);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  /** Two consecutive ones that are free now, of which the first is even: rtpmidi goes by that. */
  private static int evenPort() throws IOException {
    while (true) {
      try (DatagramSocket first = new DatagramSocket()) {
        int port = first.getLocalPort();
        if (port % 2 == 0) {
          new DatagramSocket(port + 1).close();
          return port;
        }
      } catch (BindException e) {
        // the next one is taken
      }
    }
  }
}
