package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
  @Test
  void shouldBeWhereSystemdSaysElseThePropertyElseAtHome() {
    Path systemd = StateDirectory.path("/var/lib/inkcast:/var/lib/more", "/elsewhere");
    assertEquals(Path.of("/var/lib/inkcast"), systemd);
    assertEquals(Path.of("/elsewhere"), StateDirectory.path(null, "/elsewhere"));
    assertEquals(Home.resolve(Path.of("state")), StateDirectory.path("", null));
  }
}
