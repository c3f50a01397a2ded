package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PageTest {
  private final Page page = new Page(1920, 1080, 50);

  @Test
  void shouldGiveEachWriterALineOfItsOwn() {
    assertEquals(new Point(50, 135), page.line(0, 4));
    assertEquals(new Point(50, 405), page.line(1, 4));
    assertEquals(new Point(50, 945), page.line(3, 4));
  }
}
