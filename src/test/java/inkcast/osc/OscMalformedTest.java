package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.osc.OscOutput.Settings;
import inkcast.packet.Bytes;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What liblo's validation refuses, and more: refused whole, and counted under its reason alone. */
class OscMalformedTest {
  private static final InetSocketAddress ANYONE =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9000);

  private final Counters counters = new Counters();
  private final EmbeddedChannel socket = new EmbeddedChannel();
  private final Performance performance = Scribblers.perform(1, counters);
  private final OscOutput output =
      new OscOutput(
          socket.eventLoop(),
          new Settings(List.of(), Shape.TUPLE, Duration.ZERO, false),
          performance.space(),
          counters);

  @AfterEach
  void close() {
    output.close();
    socket.finishAndReleaseAll();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "OSC_BAD_SIZE      | ``",
        "OSC_BAD_SIZE      | /inkcast/rate~~~,i~~<00001e>",
        "OSC_BAD_SIZE      | /inkcast/rate~~",
        "OSC_BAD_STRING    | /inkcast",
        "OSC_BAD_STRING    | /inkcast/rate~~~,iii",
        "OSC_BAD_STRING    | /inkcast/writer/1/hand~~,s~~abcd",
        "OSC_BAD_STRING    | /inkcast/rate~a~,i~~<0000001e>",
        "OSC_BAD_STRING    | /inkcast/writer/1/hand~~,s~~a~b~",
        "OSC_BAD_STRING    | /a~~,b~~<00000001>a~~b",
        "OSC_BAD_ADDRESS   | inkcast~,i~~<0000001e>",
        "OSC_BAD_ADDRESS   | #bundl~~<0000000000000001><00000004>/a~~",
        "OSC_BAD_TYPE_TAGS | /inkcast/rate~~~,X~~<0000001e>",
        "OSC_BAD_TYPE_TAGS | /inkcast/rate~~~i~~~<0000001e>",
        "OSC_BAD_TYPE_TAGS | /inkcast/rate~~~,[i~<0000001e>",
        "OSC_BAD_ARGUMENTS | /inkcast/rate~~~,i~~",
        "OSC_BAD_ARGUMENTS | /inkcast/rate~~~,h~~<0000001e>",
        "OSC_BAD_ARGUMENTS | /inkcast/rate~~~,i~~<0000001e><00000000>",
        "OSC_BAD_ARGUMENTS | /a~~,b~~<00000005>abcd",
        "OSC_BAD_ARGUMENTS | /a~~,b~~<80000000>",
        "OSC_BAD_BUNDLE    | #bundle~",
        "OSC_BAD_BUNDLE    | #bundle~<0000000000000001>",
        "OSC_BAD_BUNDLE    | #bundle~<0000000000000001><00000000>",
        "OSC_BAD_BUNDLE    | #bundle~<0000000000000001><0000001c>/inkcast/rate~~~,i~~<0000001e>",
        // The first element is fine, but a packet is taken whole or not at all.
        "OSC_BAD_BUNDLE    | #bundle~<0000000000000001><00000018>/inkcast/rate~~~,i~~<0000001e>"
            + "<00000008>/a~~",
        "OSC_BAD_ADDRESS   | #bundle~<0000000000000001><00000018>/inkcast/rate~~~,i~~<0000001e>"
            + "<00000004>a~~~",
      })
  void shouldRefuseAndCountUnderItsReason(Counter reason, String packet) {
    assertRefused(reason, packet);
  }

  @ParameterizedTest
  @CsvSource({"8, 0", "9, 1"})
  void shouldCapBundlesInOneAnother(int depth, int refused) {
    String packet = "/inkcast/rate~~~,i~~<0000001e>";
    for (int i = 0; i < depth; i++) {
      packet =
          "#bundle~<ffffffff00000000><%08x>".formatted(Bytes.of(packet).readableBytes()) + packet;
    }
    receive(packet);
    assertEquals(refused, counters.get(Counter.OSC_TOO_MANY));
    assertEquals(refused == 1 ? 60 : 30, rate()); // a time tag of 2036 means now
  }

  private void assertRefused(Counter reason, String packet) {
    receive(packet);
    Map<Counter, Long> expected = new EnumMap<>(Map.of(reason, 1L, Counter.OSC_RECEIVED, 1L));
    Map<Counter, Long> counted = new EnumMap<>(Counter.class);
    Arrays.stream(Counter.values())
        .filter(counter -> counters.get(counter) > 0)
        .forEach(counter -> counted.put(counter, counters.get(counter)));
    assertEquals(expected, counted);
    assertEquals(60, rate());
  }

  private void receive(String packet) {
    Reception reception = new Reception(performance, output, source -> true, "test", counters);
    socket.pipeline().addLast(new ControlHandler(reception));
    socket.writeInbound(new DatagramPacket(Bytes.of(packet), ANYONE, ANYONE));
  }

  private double rate() {
    performance.tick(0, 0);
    return performance.space().global().rate();
  }
}
