package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes as a stream of SLIP. Seeds: this test's resources; how to fuzz: CONTRIBUTING.md. */
class SlipFuzzTest {
  private static final byte[] END = {Slip.END};

  private final List<String> packets = new ArrayList<>(); // hexadecimal
  private final EmbeddedChannel connection =
      new EmbeddedChannel(new SlipEncoder(), new SlipDecoder(new Counters()), new Collector());

  @FuzzTest(maxDuration = "")
  void shouldFindTheSamePacketsHoweverTheStreamIsCut(byte[] stream) {
    List<String> whole = read(stream, stream.length + 1);
    assertFalse(whole.contains(""));
    assertEquals(whole, read(stream, stream.length / 3 + 1));
    assertEquals(whole, read(encode(whole), stream.length + 1));
  }

  private List<String> read(byte[] stream, int piece) {
    connection.writeInbound(Unpooled.wrappedBuffer(END)); // of whatever came before
    packets.clear();
    for (int at = 0; at < stream.length; at += piece) {
      int size = Math.min(piece, stream.length - at);
      connection.writeInbound(Unpooled.wrappedBuffer(stream, at, size));
    }
    connection.writeInbound(Unpooled.wrappedBuffer(END));
    return List.copyOf(packets);
  }

  private byte[] encode(List<String> all) {
    ByteBuf stream = Unpooled.buffer();
    for (String packet : all) {
      connection.writeOutbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(packet)));
      ByteBuf encoded = connection.readOutbound();
      stream.writeBytes(encoded);
      encoded.release();
    }
    return ByteBufUtil.getBytes(stream);
  }

  private final class Collector extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf packet) {
      packets.add(ByteBufUtil.hexDump(packet));
    }
  }
}
