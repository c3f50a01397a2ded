package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
  private static final Path CHECKOUT = Path.of("state");

  @Test
  void shouldTakeTheFirstThatSystemdGives() {
    Map<String, String> one = Map.of("STATE_DIRECTORY", "/var/lib/inkcast");
    Map<String, String> two = Map.of("STATE_DIRECTORY", "/var/lib/inkcast:/var/lib/more");
    assertEquals(Path.of("/var/lib/inkcast"), StateDirectory.of(one, "/elsewhere"));
    assertEquals(Path.of("/var/lib/inkcast"), StateDirectory.of(two, "/elsewhere"));
  }

  @Test
  void shouldTakeThePackagesFolderWithoutSystemd() {
    assertEquals(Path.of("/var/lib/inkcast"), StateDirectory.of(Map.of(), "/var/lib/inkcast"));
    Map<String, String> empty = Map.of("STATE_DIRECTORY", "");
    assertEquals(Path.of("/var/lib/inkcast"), StateDirectory.of(empty, "/var/lib/inkcast"));
  }

  @Test
  void shouldStayInACheckoutOtherwise() {
    assertEquals(CHECKOUT, StateDirectory.of(Map.of(), null));
    assertEquals(CHECKOUT, StateDirectory.of(Map.of(), ""));
  }
}
