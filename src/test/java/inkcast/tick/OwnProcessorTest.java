package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.FreshJvm;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OwnProcessorTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKeepTheOtherThreadsOffTheProcessorOfThisOne() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor is nobody's own");
    String[] found = FreshJvm.run(Alone.class).split(" ");
    String own = found[0];
    assertEquals(own, found[1], "the one that took it");
    assertNotEquals("-1", own, "affinity is denied here");
    assertFalse(list(found[2]).get(Integer.parseInt(own)), "one that was there before");
    assertEquals(found[2], found[3], "one that came later");
    assertTrue(list(found[4]).get(Integer.parseInt(own)), "one that need not keep off");
  }

  /** Reads a list of processors as the kernel prints it: 0-3,7. */
  private static BitSet list(String text) {
    BitSet list = new BitSet();
    for (String range : text.split(",")) {
      String[] ends = range.split("-");
      list.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return list;
  }
}
