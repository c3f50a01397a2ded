package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.packet.Message.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private final ByteBuf bytes = Unpooled.buffer();

  @Test
  void shouldWriteTheBytesThatJavaoscWrites() {
    List<Object> arguments = List.of(7, 0.5f, "", "abc", "abcd", "ünï");
    MessageWriter.write(bytes, "/a", "/bcd", arguments);
    assertArrayEquals(JavaOsc.encode("/a/bcd", arguments), ByteBufUtil.getBytes(bytes));
  }

  @Test
  void shouldWriteWhateverMayComeInSoThatItCanBeRead() throws MalformedPacket {
    List<Object> arguments =
        Arrays.asList(
            1L, 2.5, true, false, 'x', new byte[] {1, 2, 3, 4, 5}, Marker.NIL, Marker.INFINITUM);
    List<Object> odd = new ArrayList<>(arguments);
    odd.add(null);
    odd.add("cut\0here");
    MessageWriter.write(bytes, "", "/writer/[12]/*", odd);
    Message message = new Decoder().decode(bytes).getFirst();
    assertEquals("/writer/[12]/*", message.address());
    assertEquals("hdTFcbNINs", message.types());
    assertEquals(1L, message.arguments().getFirst());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, (byte[]) message.arguments().get(5));
    assertEquals("cut", message.arguments().getLast());
  }

  @Test
  void shouldAllocateNothing() {
    List<Object> arguments = List.of(7, 0.5f, "hello", true);
    // Without the leak detector, which allocates on each access.
    ByteBuf direct = new UnpooledByteBufAllocator(true, true).directBuffer(1 << 10);
    assertEquals(
        0,
        Allocations.leastOf(
            50,
            () -> {
              for (int i = 0; i < 500; i++) {
                direct.clear();
                MessageWriter.write(direct, "/recording/visitor", "/inkcast/writer/1", arguments);
              }
            }));
    direct.release();
  }
}
