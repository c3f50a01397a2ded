package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundlesTest {
  private final ByteBuf into = Unpooled.buffer();

  @Test
  void shouldWriteABundle() {
    Bundles.header(into, 1000);
    Bundles.element(into, new Template("/a", "i"), new double[] {7});
    Bundles.element(into, new TextTemplate("/b"), List.of("hi"));
    assertEquals(
        Bytes.hex(
            "#bundle~<83aa7e81><00000000>"
                + "<0000000c>/a~~,i~~<00000007>"
                + "<0000000c>/b~~,s~~hi~~"),
        Bytes.hex(into));
  }

  /** 1970 is 2,208,988,800 s = 83aa7e80 after 1900; NTP's era 1 begins on 2036-02-07 06:28:16. */
  @ParameterizedTest
  @CsvSource({
    "0, 83aa7e8000000000",
    "500, 83aa7e8080000000",
    "250, 83aa7e8040000000",
    "999, 83aa7e80ffbe76c8",
    "-1, 83aa7e7fffbe76c8",
    "1795541400125, eeb0481820000000",
    "2085978495999, ffffffffffbe76c8",
    "2085978496000, 0000000000000000",
  })
  void shouldCountNtpSecondsFrom1900(long wallMillis, String timeTag) {
    assertEquals(timeTag, "%016x".formatted(TimeTag.ofMillis(wallMillis)));
  }
}
