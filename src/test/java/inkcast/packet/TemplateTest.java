package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private final ByteBuf into = Unpooled.buffer();

  @Test
  void shouldWriteAStroke() {
    Template stroke = new Template("/inkcast/writer/1/stroke", "iffffi");
    stroke.write(into, new double[] {2147483647, 100.5, 0.25, -1, 0, 1});
    assertEquals(
        Bytes.hex(
            "/inkcast/writer/1/stroke~~~~,iffffi~"
                + "<7fffffff><42c90000><3e800000><bf800000><00000000><00000001>"),
        Bytes.hex(into));
    assertEquals(into.readableBytes(), stroke.size());
  }

  @ParameterizedTest
  @CsvSource({"/a, /a~~", "/ab, /ab~", "/abc, /abc~~~~", "/abcd, /abcd~~~", "/ä, /ä~"})
  void shouldPadAddresses(String address, String padded) {
    new Template(address, "").write(into, new double[0]);
    assertEquals(Bytes.hex(padded + ",~~~"), Bytes.hex(into));
  }

  @Test
  void shouldPadTypeTags() {
    new Template("/a", "fff").write(into, new double[] {0, 1, 2});
    assertEquals(Bytes.hex("/a~~,fff~~~~<00000000><3f800000><40000000>"), Bytes.hex(into));
  }

  @Test
  void shouldWriteMidi() {
    new Template("/a", "m").write(into, new double[] {0x903c40});
    assertEquals(Bytes.hex("/a~~,m~~<00903c40>"), Bytes.hex(into));
  }

  @Test
  void shouldOverwriteAnEarlierMessageInPlace() {
    Template first = new Template("/a", "i");
    first.write(into, new double[] {1});
    new Template("/b", "i").write(into, new double[] {2});
    first.overwrite(into, 0, new double[] {3});
    assertEquals(Bytes.hex("/a~~,i~~<00000003>/b~~,i~~<00000002>"), Bytes.hex(into));
  }

  @Test
  void shouldWriteAText() {
    TextTemplate hand = new TextTemplate("/hand");
    for (String text : List.of("größe", "", "four", "a\0b")) {
      hand.write(into, List.of(text));
    }
    assertEquals(
        Bytes.hex("/hand~~~,s~~größe~/hand~~~,s~~~~~~/hand~~~,s~~four~~~~/hand~~~,s~~a~~~"),
        Bytes.hex(into));
  }

  @Test
  void shouldWriteAnyNumberOfTexts() {
    TextTemplate targets = new TextTemplate("/t");
    targets.write(into, List.of());
    targets.write(into, List.of("a:1", "bb:22"));
    targets.write(into, List.of("a", "b", "c"));
    assertEquals(
        Bytes.hex("/t~~,~~~/t~~,ss~a:1~bb:22~~~/t~~,sss~~~~a~~~b~~~c~~~"), Bytes.hex(into));
  }

  @Test
  void shouldRefuseTextAsNumber() {
    assertThrows(IllegalArgumentException.class, () -> new Template("/a", "is"));
  }
}
