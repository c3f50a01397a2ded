package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.FreshJvm;
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
    assertNotEquals(own, found[2], "one that was there before");
    assertEquals(found[2], found[3], "one that came later");
  }
}
