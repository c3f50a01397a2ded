package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Bytes;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OSC over TCP, through sockets. */
@Timeout(60)
class OscStreamTest {
  private static final int WRITERS = 33;
  private static final int MAX_TICKS = 2_000;
  private static final String NOTIFY = "/inkcast/notify~,i~~<00000001>";
  private static final String TEMPERATURE = "/inkcast/writer/1/temperature~~~,f~~";

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final EventLoopGroup loops = Loops.open();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Receiver target;
  private OscStream stream;
  private long ticks;

  static List<EventLoopGroup> kinds() {
    return Loops.kinds().toList();
  }

  @BeforeEach
  void open() throws Exception {
    target = new Receiver();
    stream = open(loops);
  }

  private OscStream open(EventLoopGroup group) throws Exception {
    Settings settings =
        new Settings(
            List.of(new Recipient(target.address(), Shape.TUPLE)),
            Shape.TUPLE,
            Duration.ZERO,
            false);
    OscOutput output = new OscOutput(group, settings, performance.space(), counters);
    performance.outputs(List.of(output));
    Reception reception = new Reception(performance, output, source -> true, "test", counters);
    OscStream opened =
        OscStream.open(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), reception, counters);
    open.addFirst(output);
    open.addFirst(opened);
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    target.close();
    Loops.close(loops);
  }

  /** A client that speaks SLIP. */
  private final class Client implements AutoCloseable {
    final Socket socket;
    final InputStream in;
    final Decoder decoder = new Decoder();

    Client(int port) throws Exception {
      this("127.0.0.1", port);
    }

    /** From an address of this machine. */
    Client(String from, int port) throws Exception {
      socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from), 0);
      socket.setSoTimeout(10_000);
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends raw bytes, and ticks once they have been counted so often. */
    void send(String raw, Counter counted, long times) throws Exception {
      socket.getOutputStream().write(ByteBufUtil.getBytes(Bytes.of(raw)));
      await().until(() -> counters.get(counted) >= times);
    }

    /** The next message; null at the end. */
    Message receive() throws Exception {
      ByteArrayOutputStream packet = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == 0xc0) {
          if (packet.size() > 0) {
            return decoder.decode(Unpooled.wrappedBuffer(packet.toByteArray())).getFirst();
          }
        } else if (b == 0xdb) {
          packet.write(in.read() == 0xdc ? 0xc0 : 0xdb);
        } else {
          packet.write(b);
        }
      }
      return null;
    }

    /** Reads on until this address comes. */
    Message until(String address) throws Exception {
      Message message = receive();
      while (!message.address().equals(address)) {
        message = receive();
      }
      return message;
    }

    @Override
    public void close() throws Exception {
      socket.close();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldAnswerOverTheConnection(EventLoopGroup kind) throws Exception {
    OscStream here = open(kind);
    tick(kind); // which tells everything anyway
    try (Client client = new Client(here.port())) {
      client.send("<c0>" + NOTIFY + "<c0>", Counter.OSC_SUBSCRIBERS, 1);
      tick(kind);
      assertEquals(
          new Message("/inkcast/notify.reply", "iis", List.of(1, 30, "")), client.receive());
      for (Node node : performance.space().nodes().subList(0, 256)) { // a tick's share
        if (node.readable() && node.lasting()) {
          assertEquals(node.address(), client.receive().address());
        }
      }
      assertEquals(2, client.until("/inkcast/writer/33/stroke").arguments().getFirst());
      tick(kind);
      assertEquals(List.of("test"), client.until("/inkcast/writer/33/hand").arguments());
      // Bytes of the number stand for END and ESC.
      client.send("<c0c0>" + TEMPERATURE + "<3fdbdcdbdddbdc><c0>", Counter.OSC_RECEIVED, 2);
      tick(kind);
      assertEquals(
          List.of(Float.intBitsToFloat(0x3fc0dbc0)),
          client.until("/inkcast/writer/1/temperature").arguments());
      assertEquals(4, client.until("/inkcast/writer/33/stroke").arguments().getFirst());
      client.send("<c0>/inkcast/notify~,ii~<00000001><00001f40><c0>", Counter.OSC_RECEIVED, 3);
      assertEquals(
          List.of(0, 0, "a connection is answered where it is: leave the port out"),
          client.until("/inkcast/notify.reply").arguments());
    }
    await().until(() -> counters.get(Counter.OSC_SUBSCRIBERS) == 0);
    await().until(() -> counters.get(Counter.OSC_CONNECTIONS) == 0);
    Loops.close(kind);
  }

  @Test
  void shouldTellNothingToWhoHasNotAsked() throws Exception {
    try (Client client = new Client(stream.port())) {
      client.send("<c0>" + TEMPERATURE + "<3f800000><c0>", Counter.OSC_RECEIVED, 1);
      tick(loops);
      client.send("<c0>/inkcast/status~<c0>", Counter.OSC_RECEIVED, 2);
      assertEquals("/inkcast/status.reply", client.receive().address());
    }
  }

  @Test
  void shouldRefuseLargeAndBrokenFramesAndGoOn() throws Exception {
    try (Client client = new Client(stream.port())) {
      client.send("<c0>/inkcast/status~<c0>", Counter.OSC_RECEIVED, 1);
      client.receive();
      client.send("<c0>" + "x".repeat(65_537) + "<c0>", Counter.OSC_TOO_LARGE, 1);
      client.send("<c0>" + "x".repeat(65_536) + "<c0>", Counter.OSC_BAD_ADDRESS, 1);
      client.send("<c0>/a<db>a<c0>", Counter.OSC_BAD_FRAME, 1);
      client.send("<c0>/a~~<dbc0>", Counter.OSC_BAD_FRAME, 2);
      client.send("half of a mess", Counter.OSC_RECEIVED, 2);
      client.send("<c0>/inkcast/status~<c0>", Counter.OSC_RECEIVED, 4);
      assertEquals("/inkcast/status.reply", client.receive().address());
      assertEquals(1, counters.get(Counter.OSC_TOO_LARGE));
    }
  }

  @Test
  void shouldTurnAwayMoreConnectionsThanItHolds() throws Exception {
    List<Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < OscStream.MOST; i++) {
        String host = "127.0.1." + i / OscStream.MOST_OF_A_HOST;
        clients.add(new Client(host, stream.port()));
        if ((i + 1) % OscStream.MOST_OF_A_HOST == 0) {
          assertTurnedAway(host);
        }
      }
      await().until(() -> counters.get(Counter.OSC_CONNECTIONS) == OscStream.MOST);
      assertTurnedAway("127.0.0.1");
      assertEquals(5, counters.get(Counter.OSC_REFUSED_CONNECTIONS));
      clients.removeFirst().close();
      await().until(() -> counters.get(Counter.OSC_CONNECTIONS) == OscStream.MOST - 1);
      clients.add(new Client(stream.port()));
      clients.getLast().send("<c0>/inkcast/status~<c0>", Counter.OSC_RECEIVED, 1);
      assertEquals("/inkcast/status.reply", clients.getLast().receive().address());
    } finally {
      for (Client client : clients) {
        client.close();
      }
    }
  }

  private void assertTurnedAway(String host) throws Exception {
    try (Client more = new Client(host, stream.port())) {
      assertEquals(-1, more.in.read());
    }
  }

  @Test
  void shouldLetASlowReaderLoseStrokesAndNobodyElse() throws Exception {
    try (Client slow = new Client(stream.port())) {
      slow.send("<c0>" + NOTIFY + "<c0>", Counter.OSC_SUBSCRIBERS, 1);
      List<Integer> seq = new ArrayList<>();
      while (counters.get(Counter.OSC_NOT_READ) < 1000 && ticks < MAX_TICKS) {
        tick(loops);
        seq.addAll(seq(target.drain()));
      }
      assertTrue(counters.get(Counter.OSC_NOT_READ) >= 1000, () -> ticks + " ticks were taken");
      assertEquals(IntStream.rangeClosed(1, (int) ticks).boxed().toList(), seq);
      assertEquals(0, counters.get(Counter.OSC_DROPPED));
      slow.until("/inkcast/page");
      // Once it reads on, it is told the page again.
      CompletableFuture<Message> page = CompletableFuture.supplyAsync(() -> page(slow));
      while (!page.isDone() && ticks < 2 * MAX_TICKS) {
        tick(loops);
      }
      assertEquals(List.of(1920f, 1080f), page.get().arguments());
      assertEquals(1, counters.get(Counter.OSC_SUBSCRIBERS));
    }
  }

  private static Message page(Client client) {
    try {
      return client.until("/inkcast/page");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> seq(List<Message> messages) {
    return messages.stream()
        .filter(m -> m.address().equals("/inkcast/writer/1/stroke"))
        .map(m -> (Integer) m.arguments().getFirst())
        .toList();
  }

  private void tick(EventLoopGroup group) {
    performance.tick(ticks++ * 16_666_667, 0);
    group.next().submit(() -> {}).syncUninterruptibly(); // it has sent
  }
}
