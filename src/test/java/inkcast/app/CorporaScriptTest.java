package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts {@code deploy/corpora} with an npm that is not there, or fetches something else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CorporaScriptTest {
  @TempDir private Path folder;
  private Path bin;

  @BeforeEach
  void layOutTools() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : List.of("dirname", "readlink", "mkdir", "sha256sum", "touch")) {
      script(tool, "exec /usr/bin/" + tool + " \"$@\"");
    }
  }

  @Test
  void shouldSayThatNpmIsMissing() throws Exception {
    assertEquals(
        "corpora: npm is missing: it fetches the sources, and comes with Node.js\n", failure());
  }

  @Test
  void shouldRefuseOtherBytesThanThoseItKnows() throws Exception {
    script("npm", "touch hanzi-writer-data-2.0.1.tgz");
    String failure = failure();
    assertTrue(
        failure.contains("made/sources/hanzi-writer-data-2.0.1.tgz: expected the SHA-256 72baf3"),
        failure);
  }

  @Test
  void shouldSayWhatNpmCouldNotFetch() throws Exception {
    script("npm", "exit 1");
    assertEquals("corpora: npm could not fetch hanzi-writer-data 2.0.1\n", failure());
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private String failure() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", Path.of("deploy/corpora").toString(), folder.resolve("made").toString());
    builder.environment().put("PATH", bin.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), text);
    return text;
  }
}
