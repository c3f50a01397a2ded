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
  void shouldNotNameBundlesAndSpreading() throws Exception {
    assertEquals(
        List.of(),
        noEffect("shape: bundle, spread: true, targets: [{to: \"127.0.0.1:1\", shape: bundle}]"));
  }

  @Test
  void shouldNameFlat() throws Exception {
    assertEquals(
        List.of("osc.shape", "osc.targets' shape"),
        noEffect("shape: flat, targets: [{to: \"127.0.0.1:1\", shape: flat}]"));
  }

  private List<String> noEffect(String osc) throws Exception {
    Path file = Files.writeString(folder.resolve("inkcast.yaml"), "osc: {" + osc + "}\n");
    return NoEffect.of(Config.load(file));
  }
}
