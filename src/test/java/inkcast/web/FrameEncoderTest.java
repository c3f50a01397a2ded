package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.stage.Node;
import inkcast.tick.Counters;
import inkcast.tick.Scribblers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WebSocket frames around OSC, in literal bytes. */
class FrameEncoderTest {
  private static final long NOON = 1_700_000_000_500L;

  private static List<Node> nodes(int writers) {
    return Scribblers.perform(writers, new Counters()).space().nodes();
  }

  private static Node node(List<Node> nodes, String address) {
    return nodes.stream().filter(n -> n.address().equals(address)).findFirst().orElseThrow();
  }

  @Test
  void shouldWriteABareMessage() {
    List<Node> nodes = nodes(1);
    FrameEncoder encoder = new FrameEncoder(new Messages(nodes), false);
    ByteBuf bytes = Unpooled.buffer();
    encoder.add(bytes, node(nodes, "/inkcast/page"));
    encoder.end(bytes, 0, NOON);
    assertEquals(
        "821c" + "2f696e6b636173742f70616765000000" + "2c666600" + "44f00000" + "44870000",
        ByteBufUtil.hexDump(bytes));
  }

  @Test
  void shouldWriteAShortBundleWithTheShortHeader() {
    List<Node> nodes = nodes(1);
    FrameEncoder encoder = new FrameEncoder(new Messages(nodes), true);
    ByteBuf bytes = Unpooled.buffer();
    encoder.add(bytes, node(nodes, "/inkcast/page"));
    encoder.end(bytes, 0, NOON);
    assertEquals(
        "8230"
            + "2362756e646c6500" // #bundle
            + "e8fe6f8080000000" // 1,700,000,000.5 s and the seconds from 1900 to 1970
            + "0000001c"
            + "2f696e6b636173742f70616765000000"
            + "2c666600"
            + "44f00000"
            + "44870000",
        ByteBufUtil.hexDump(bytes));
  }

  @Test
  void shouldSplitLargeBundlesAndKeepTheOrder() throws MalformedPacket {
    List<Node> nodes = nodes(1000).stream().filter(n -> n.address().endsWith("/stroke")).toList();
    FrameEncoder encoder = new FrameEncoder(new Messages(nodes(1000)), true);
    ByteBuf bytes = Unpooled.buffer();
    nodes.forEach(node -> encoder.add(bytes, node));
    encoder.end(bytes, 0, NOON);
    List<String> addresses = new ArrayList<>();
    while (bytes.isReadable()) {
      assertEquals(0x82, bytes.readUnsignedByte());
      int length = bytes.readUnsignedByte();
      length = length == 126 ? bytes.readUnsignedShort() : length;
      assertTrue(length <= 60 * 1024 && length > 16, "length " + length);
      ByteBuf bundle = bytes.readSlice(length);
      assertEquals("2362756e646c6500e8fe6f8080000000", ByteBufUtil.hexDump(bundle, 0, 16));
      new Decoder().decode(bundle).stream().map(Message::address).forEach(addresses::add);
    }
    assertEquals(nodes.stream().map(Node::address).toList(), addresses);
  }
}
