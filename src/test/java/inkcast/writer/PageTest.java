package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private final Page page = new Page(1920, 1080, 50);

  @Test
  void shouldGiveEachWriterALineOfItsOwn() {
    assertEquals(new Point(50, 135), page.line(0, 4));
    assertEquals(new Point(50, 405), page.line(1, 4));
    assertEquals(new Point(50, 945), page.line(3, 4));
  }

  @Test
  void shouldPutOneMoreInTheWidestGap() {
    List<Point> taken = new ArrayList<>(List.of(page.line(2, 4), page.line(0, 4), page.line(1, 4)));
    taken.add(page.room(taken));
    assertEquals(new Point(50, 877.5f), taken.getLast());
    assertEquals(new Point(50, 270), page.room(taken));
    assertEquals(new Point(50, 540), page.room(List.of()));
  }
}
