package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subcommands import and train as a user types them. */
class HandCommandsTest {
  private static final Map<String, String> METADATA =
      Map.of("licence", "MIT", "provenance", "a random network", "notice", "(c) nobody");

  @TempDir private Path folder;
  private String teacher;

  @BeforeEach
  void writeTeacher() throws IOException {
    Path file = folder.resolve("teacher.safetensors");
    Hand hand = new Hand("teacher", 6, RandomWeights.of(9, 2, 1), METADATA);
    Files.write(file, Safetensors.bytes(hand));
    teacher = file.toString();
  }

  @Test
  void shouldTrainAHandThatTellsHowItWasMade() throws Exception {
    Cli cli = train("student", "--updates", "3", "--seed", "4");
    assertEquals(0, cli.exit(), cli.err());
    assertTrue(cli.out().contains("3 updates"), cli.out());
    Hand student = Safetensors.read(folder.resolve("student.safetensors"));
    assertEquals("student", student.name());
    assertEquals(5, student.weights().units());
    assertEquals(2, student.weights().mixtures());
    assertEquals("MIT", student.metadata().get("licence"));
    assertEquals("(c) nobody", student.metadata().get("notice"));
    assertTrue(student.metadata().get("provenance").endsWith("Teacher: a random network"));
    assertTrue(student.metadata().get("gap").contains("64 unseen streams"));
    assertTrue(student.metadata().get("schedule").contains("3 updates of 32 streams x 128"));
  }

  @Test
  void shouldRepeatATrainingFromTheCommandInItsFile() throws Exception {
    train("once", "--minutes", "0.0001", "--seed", "4");
    Path once = folder.resolve("once.safetensors");
    String command = Safetensors.read(once).metadata().get("command");
    String[] args =
        command
            .replace("inkcast ", "")
            .replace("TEACHER", teacher)
            .replace("FILE", folder.resolve("again.safetensors").toString())
            .split(" ");
    Cli cli = Cli.run(args);
    assertEquals(0, cli.exit(), cli.err());
    assertArrayEquals(
        Safetensors.read(once).weights().recurrentKernel(),
        Safetensors.read(folder.resolve("again.safetensors")).weights().recurrentKernel());
  }

  @Test
  void shouldKeepTheRecordOfWhatATrainingWentOnFrom() throws Exception {
    train("once", "--updates", "2");
    String once = folder.resolve("once.safetensors").toString();
    Cli cli = train("more", "--updates", "1", "--from", once);
    assertEquals(0, cli.exit(), cli.err());
    Map<String, String> record = Safetensors.read(folder.resolve("more.safetensors")).metadata();
    assertTrue(record.get("command").contains("--from FROM"), record.get("command"));
    assertTrue(record.get("from.command").contains("--updates 2"), record.get("from.command"));
  }

  @ParameterizedTest
  @CsvSource({
    "--units, 0",
    "--minutes, 0",
    "--updates, 0",
    "--rate, 2",
    "--corpus-streams, 31",
    "--corpus-strokes, 100",
    "--first-weight, -1",
    "--precision, F16",
    "--teacher, nobody",
    "--from, nobody"
  })
  void shouldRefuseToTrainWithWrongOptions(String option, String value) {
    Cli cli = train("student", option, value);
    assertEquals(2, cli.exit(), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertFalse(Files.exists(folder.resolve("student.safetensors")));
  }

  @Test
  void shouldRefuseToImportWhatIsNotThePublishedModel() throws Exception {
    Path other = Files.writeString(folder.resolve("weights.js"), "alert(1)");
    String out = folder.resolve("x.safetensors").toString();
    Cli cli = Cli.run("import", other.toString(), "--out", out);
    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("weights.js: model: expected lstm_data"), cli.err());
    assertEquals(2, Cli.run("import", other.toString(), "--out", "x.bin").exit());
  }

  private Cli train(String name, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--out", folder.resolve(name + ".safetensors").toString()));
    List<String> given = List.of(options);
    args.addAll(given);
    String[] defaults = {
      "--teacher", teacher, "--units", "5", "--corpus-streams", "32", "--corpus-strokes", "128"
    };
    for (int i = 0; i < defaults.length; i += 2) {
      if (!given.contains(defaults[i])) {
        args.addAll(List.of(defaults[i], defaults[i + 1]));
      }
    }
    return Cli.run(args.toArray(String[]::new));
  }
}
