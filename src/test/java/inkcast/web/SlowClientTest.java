package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.tick.Counter;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that stops reading, beside one that reads. */
class SlowClientTest {
  private static final int WRITERS = 200;
  private static final String ALL = "/inkcast/writer/*/{stroke,temperature}";
  private static final String TEMPERATURE = "/inkcast/writer/7/temperature";

  @Test
  void shouldLoseOnlyTheStrokesOfTheStalled() throws IOException {
    try (TestServer server = TestServer.scribbling(WRITERS);
        Listener healthy = new Listener(server.webSocket());
        RawSocket stalled = RawSocket.upgraded(server.port())) {
      healthy.listen(ALL);
      byte[] listen =
          ("{\"COMMAND\":\"LISTEN\",\"DATA\":\"" + ALL + "\"}").getBytes(StandardCharsets.UTF_8);
      stalled.frame(0x81, listen.length, listen);
      await().until(() -> tick(server, healthy) && stalled.hasAnswer());
      while (server.counters.get(Counter.WEB_DROPPED) == 0) {
        tick(server, healthy);
      }
      long memory = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
      for (int i = 0; i < 300; i++) {
        tick(server, healthy);
      }
      assertTrue(server.counters.get(Counter.WEB_DROPPED) >= 300);
      long more = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - memory;
      assertTrue(more < 8 << 20, () -> more + " bytes more");
      for (int writer = 1; writer <= WRITERS; writer += 50) {
        assertOneByOne(healthy.of("/inkcast/writer/" + writer + "/stroke"));
      }

      healthy.say("{\"address\":\"" + TEMPERATURE + "\",\"args\":[1.75]}");
      await().until(() -> tick(server, healthy) && server.value(TEMPERATURE) == 1.75);
      // The change was told while the stalled one did not listen. It is told when it reads again.
      Thread reading = Thread.ofVirtual().start(stalled::readForEver);
      await().until(() -> tick(server, healthy) && stalled.hasRead(oscFloat(TEMPERATURE, 1.75f)));
      reading.interrupt();
    }
  }

  /** One tick, which the healthy client has read before the next. */
  private static boolean tick(TestServer server, Listener healthy) {
    int told = healthy.frames.size();
    server.tick();
    if (told > 0) {
      await().until(() -> healthy.frames.size() > told);
    }
    return true;
  }

  private static byte[] oscFloat(String address, float value) {
    String padded = address + "\0".repeat(4 - address.length() % 4) + ",f\0\0";
    byte[] message =
        java.util.Arrays.copyOf(padded.getBytes(StandardCharsets.US_ASCII), padded.length() + 4);
    java.nio.ByteBuffer.wrap(message).putFloat(padded.length(), value);
    return message;
  }

  private static void assertOneByOne(List<Message> strokes) {
    assertTrue(strokes.size() > 300);
    for (int i = 1; i < strokes.size(); i++) {
      int before = (Integer) strokes.get(i - 1).arguments().getFirst();
      assertEquals(before + 1, strokes.get(i).arguments().getFirst());
    }
  }
}
