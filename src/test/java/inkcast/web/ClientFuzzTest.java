package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import inkcast.packet.Decoder;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.web.Client.Services;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of text, each a WebSocket frame of one operator, and then a tick of a real performance.
 * Seeds: this test's resources; how to fuzz: CONTRIBUTING.md.
 */
class ClientFuzzTest {
  private static final int MAX_NOTICE = 1024; // characters, however long what cannot be read
  private static final long SECOND_NS = 1_000_000_000;

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(2, counters);
  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final Client client;
  private final ChannelHandlerContext ctx;
  private long nowNs;

  ClientFuzzTest() {
    WebOutput output = new WebOutput(performance.space().nodes(), () -> {}, counters);
    performance.outputs(List.of(output));
    Feeds feeds =
        new Feeds(
            performance.space(),
            performance.commands(),
            output,
            new Messages(performance.space().nodes()),
            connection.eventLoop(),
            new Notices(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE)),
            counters);
    Services services =
        new Services(
            performance.control(), feeds, new Decoder(), counters, 1, () -> nowNs += SECOND_NS);
    client = new Client(services, Role.OPERATOR, opened -> {});
    connection.pipeline().addLast(client);
    ctx = connection.pipeline().context(client);
    rest();
  }

  /** Ticks of writers that rest take a hundredth of the time; an input may wake them. */
  private void rest() {
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
  }

  @FuzzTest(maxDuration = "")
  void shouldCarryOutOrAnswerWhateverComes(byte[] lines) throws Exception {
    for (String line : new String(lines, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      byte[] text = line.getBytes(StandardCharsets.ISO_8859_1); // the very bytes
      // Not by the pipeline, where the client itself would catch what it throws.
      client.channelRead(ctx, new TextWebSocketFrame(true, 0, Unpooled.wrappedBuffer(text)));
    }
    tick();
    rest();
    client.channelInactive(ctx); // all feeds are left: the next input begins afresh
    tick();
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
    assertEquals(0, counters.get(Counter.REFUSED_BUSY));
    for (Object sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      check(sent);
    }
  }

  private void tick() {
    performance.tick(nowNs, nowNs / 1_000_000);
    connection.runPendingTasks();
    connection.checkException();
  }

  private static void check(Object sent) throws JsonProcessingException {
    assertTrue(!(sent instanceof CloseWebSocketFrame));
    if (sent instanceof TextWebSocketFrame notice) {
      String text = notice.text();
      JsonNode json = TextCommand.Json.MAPPER.readTree(text);
      assertTrue(json.get("error").textValue().length() <= MAX_NOTICE, text);
      assertTrue(json.get("for").textValue().length() <= TextCommand.EXCERPT, text);
    }
    ReferenceCountUtil.release(sent);
  }
}
