package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd itself thinks of the unit that is installed. */
@Tag("peer")
@Timeout(60)
class UnitTest {
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
  private static final Path SOURCE = Path.of("deploy/systemd/inkcast.service");

  @TempDir private Path folder;
  private Path unit;

  @BeforeEach
  void copyUnit() throws IOException {
    assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
    unit = folder.resolve("inkcast.service");
    // Verified is that the command is there, too.
    Files.writeString(unit, Files.readString(SOURCE).replace("/usr/bin/inkcast", "/bin/true"));
  }

  @Test
  void shouldBeAUnitThatSystemdHasNothingToSayOf() throws Exception {
    assertEquals("0\n", analyze("verify", "--man=no", unit.toString()));
  }

  @Test
  void shouldBeSuchWithRealtimeScheduling() throws Exception {
    Path more = Files.createDirectory(folder.resolve("inkcast.service.d"));
    Files.copy(Path.of("deploy/systemd/realtime.conf"), more.resolve("realtime.conf"));
    assertEquals("0\n", analyze("verify", "--man=no", unit.toString()));
  }

  @Test
  void shouldBeAsConfinedAs2OrBetter() throws Exception {
    String said = analyze("security", "--offline=true", "--threshold=20", unit.toString());
    assertTrue(said.startsWith("0\n"), said);
  }

  /** Its exit code, and in the lines behind it all that it says. */
  private String analyze(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SYSTEMD_PAGER", "");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + "\n" + said;
  }
}
