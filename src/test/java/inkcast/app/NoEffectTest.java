package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoEffectTest {
  @TempDir private Path folder;

  @Test
  void shouldNotNameWhatOscDoes() throws Exception {
    assertEquals(
        List.of(),
        noEffect(
            "shape: flat, spread: true, tcp: 7602, targets: [{to: \"127.0.0.1:1\", shape: flat}]"));
  }

  @Test
  void shouldNameVisitors() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("visitor.yaml"),
            "visitor: {ghosts: 3, reset: 1m, drift: 0.1}\nhours: {open: {mon: closed}}\n");
    assertEquals(List.of(), NoEffect.of(Config.load(file)));
  }

  private List<String> noEffect(String osc) throws Exception {
    Path file = Files.writeString(folder.resolve("inkcast.yaml"), "osc: {" + osc + "}\n");
    return NoEffect.of(Config.load(file));
  }
}
