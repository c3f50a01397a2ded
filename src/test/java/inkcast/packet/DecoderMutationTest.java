package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecoderMutationTest {
  private static final int PACKETS = 20_000;
  private static final List<String> SEEDS =
      List.of(
          "/inkcast/writer/1/temperature~~~,f~~<3f000000>",
          "/a~~,ifhdsSTFNIctrmb~~~~<ffffffff3f00000000000001000000003ff8000000000000>text~~~~sym~"
              + "<000000410000000000000001ff8000ff00903c7f00000003>abc~",
          "/a~~,[i[f]]~<0000000100000000>",
          "#bundle~<0000000000000001><00000004>/a~~<00000020>#bundle~<0000000000000001>"
              + "<0000000c>/b~~,s~~hi~~<00000008>/c~~,T~~");

  private final Random random = new Random(1);
  private final Decoder decoder = new Decoder();

  @Test
  void shouldBeginWithPacketsThatCanBeRead() throws MalformedPacket {
    for (String seed : SEEDS) {
      assertFalse(decoder.decode(Bytes.of(seed)).isEmpty());
    }
  }

  @Test
  void shouldThrowNothingButMalformedPacket() {
    int read = 0;
    Map<String, Integer> reasons = new HashMap<>();
    for (int i = 0; i < PACKETS; i++) {
      ByteBuf packet = mutate(Bytes.of(SEEDS.get(random.nextInt(SEEDS.size()))));
      try {
        assertTrue(decoder.decode(packet).stream().allMatch(m -> !m.toString().isEmpty()));
        read++;
      } catch (MalformedPacket e) {
        reasons.merge(e.getMessage(), 1, Integer::sum);
      }
    }
    assertTrue(read > 1000, "mutations must not all be refused: " + read);
    assertTrue(reasons.size() > 30, "mutations must reach every check: " + reasons);
    // The net behind the checks has caught nothing: they are complete.
    assertEquals(0, reasons.keySet().stream().filter(r -> r.contains("cannot be read")).count());
  }

  private ByteBuf mutate(ByteBuf packet) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(packet.readableBytes());
      switch (random.nextInt(4)) {
        case 0 -> packet.setByte(at, random.nextInt(256));
        case 1 -> packet.setByte(at, ",~/#[]bsiT".charAt(random.nextInt(10)) & 0x7f);
        case 2 -> packet.setInt(at & ~3, random.nextInt(-4, 64));
        default -> packet.writerIndex(Math.max(4, at & ~3));
      }
    }
    return packet;
  }
}
