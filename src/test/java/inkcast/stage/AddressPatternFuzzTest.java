package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import inkcast.stage.AddressPattern.BadPattern;
import inkcast.tick.Counters;
import inkcast.tick.Scribblers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lines of text: an address pattern, then a name it may match. The seeds are files in this test's
 * resources; how to fuzz: CONTRIBUTING.md.
 */
class AddressPatternFuzzTest {
  private final AddressSpace space = Scribblers.perform(3, new Counters()).space();

  @FuzzTest(maxDuration = "")
  void shouldReadOrRefuseWhateverComes(byte[] lines) {
    String[] texts = new String(lines, StandardCharsets.UTF_8).split("\n", 2);
    String address = texts[0];
    String name = texts.length < 2 ? "" : texts[1];
    AddressPattern pattern;
    try {
      pattern = AddressPattern.parse(address);
    } catch (BadPattern e) {
      return;
    }
    List<Node> found = space.match(pattern);
    List<String> parts = AddressPattern.parts(address);
    if (!AddressPattern.isPattern(address)) {
      Node node = space.node(address);
      assertEquals(Stream.of(node).filter(Objects::nonNull).toList(), found);
    }
    assertEquals(parts.size(), pattern.depth());
    for (int i = 0; i < parts.size(); i++) {
      boolean matches = pattern.matches(i, name);
      if (!AddressPattern.isPattern(parts.get(i))) {
        assertTrue(pattern.matches(i, parts.get(i)), "a literal name matches itself");
        assertEquals(parts.get(i).equals(name), matches);
      }
    }
  }
}
