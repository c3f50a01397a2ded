package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleSequenceTest {
  private static final Template SMALL = new Template("/a", "i"); // an element of 16 bytes
  private static final int FULL = 91; // such elements in 1,472 bytes

  private final ByteBuf bytes = Unpooled.buffer();
  private final BundleSequence bundles = new BundleSequence();

  @Test
  void shouldWriteABundleAsTheSpecificationSays() {
    bundles.begin(bytes);
    assertEquals(20, bundles.add(SMALL, new double[] {7}));
    bundles.add(new Template("/bcd", "f"), new double[] {0.5});
    bundles.end(1500);
    assertEquals(
        Bytes.hex(
            "#bundle~<83aa7e81><80000000>"
                + "<0000000c>/a~~,i~~<00000007>"
                + "<00000010>/bcd~~~~,f~~<3f000000>"),
        Bytes.hex(bytes));
  }

  @Test
  void shouldBeginABundleWhenTheNextElementWouldExceed1472Bytes() {
    write(FULL);
    assertEquals(List.of(1472), lengths());
    write(FULL + 1);
    assertEquals(List.of(1472, 32), lengths());
    write(3 * FULL);
    assertEquals(List.of(1472, 1472, 1472), lengths());
  }

  @Test
  void shouldGiveEveryBundleTheTimeTag() {
    write(2 * FULL + 1);
    for (int at = 0; at < bytes.writerIndex(); at = BundleSequence.endOf(bytes, at)) {
      assertEquals("2362756e646c650083aa7e8180000000", Bytes.hex(bytes.slice(at, 16)));
    }
  }

  @Test
  void shouldBundleAloneWhatIsTooLarge() {
    Template large = new Template("/" + "x".repeat(1500), "i");
    bundles.begin(bytes);
    bundles.add(SMALL, new double[1]);
    bundles.add(large, new double[1]);
    bundles.add(SMALL, new double[1]);
    bundles.end(0);
    assertEquals(List.of(32, 20 + large.size(), 32), lengths());
  }

  @Test
  void shouldNeedNoMoreBytesThanItSays() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      bytes.clear();
      bundles.begin(bytes);
      int elements = 0;
      for (int i = random.nextInt(200); i > 0; i--) {
        Template template = new Template("/" + "x".repeat(random.nextInt(1400)), "i");
        bundles.add(template, new double[1]);
        elements += Bundles.ELEMENT_HEADER_SIZE + template.size();
      }
      assertTrue(bytes.writerIndex() <= BundleSequence.size(elements));
    }
  }

  @Test
  void shouldSayWhetherAnElementFits() {
    bundles.begin(Unpooled.buffer(31, 31));
    assertFalse(bundles.fit(new Template[] {SMALL}));
    bundles.begin(Unpooled.buffer(32, 32));
    assertTrue(bundles.fit(new Template[] {SMALL}));
  }

  private void write(int elements) {
    bytes.clear();
    bundles.begin(bytes);
    for (int i = 0; i < elements; i++) {
      bundles.add(SMALL, new double[] {i});
    }
    bundles.end(1500);
  }

  private List<Integer> lengths() {
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < bytes.writerIndex(); ) {
      int end = BundleSequence.endOf(bytes, at);
      lengths.add(end - at);
      at = end;
    }
    return lengths;
  }
}
