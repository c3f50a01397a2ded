package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.hand.Hand;
import inkcast.hand.Hands;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import inkcast.train.Lesson;
import inkcast.train.Schedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    assertTrue(student.metadata().get("schedule").contains("3 updates of 48 streams x 128"));
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

  @Test
  void shouldOweToWhatATrainingWentOnFrom() throws Exception {
    Map<String, String> other =
        Map.of("licence", "ours", "provenance", "fonts", "notice", "(c) us");
    Path start = folder.resolve("start.safetensors");
    Hand hand = new Hand("start", 10, RandomWeights.of(5, 2, 3), other);
    Files.write(start, Safetensors.bytes(hand));
    train("more", "--updates", "1", "--from", start.toString());
    Map<String, String> record = Safetensors.read(folder.resolve("more.safetensors")).metadata();
    assertEquals("MIT; ours", record.get("licence"));
    assertTrue(record.get("provenance").endsWith("Teacher: a random network. From: fonts"));
    assertEquals("(c) nobody\n\n(c) us", record.get("notice"));
    assertTrue(record.get("start").matches("start, weights [0-9a-f]{8}"), record.get("start"));
  }

  @Test
  void shouldGoOnAfterAKill() throws Exception {
    train("whole", "--updates", "3", "--precision", "F32");
    Files.write(folder.resolve("killed.safetensors.checkpoint"), checkpoint(3));
    Cli more = train("killed", "--updates", "3", "--precision", "F32");
    assertEquals(0, more.exit(), more.err());
    assertTrue(more.err().contains("goes on after update 2"), more.err());
    assertArrayEquals(
        Safetensors.read(folder.resolve("whole.safetensors")).weights().recurrentKernel(),
        Safetensors.read(folder.resolve("killed.safetensors")).weights().recurrentKernel());
  }

  /** What {@link #train} would have kept after its second update, were an update to take long. */
  private byte[] checkpoint(int updates) throws IOException {
    List<byte[]> kept = new ArrayList<>();
    long[] nowNs = {0};
    Schedule schedule =
        Schedule.updates(updates, 0.006, () -> nowNs[0] += Duration.ofMinutes(1).toNanos());
    TeacherTuition tuition = new TeacherTuition(Hands.file(Path.of(teacher)), 64, 128);
    TrainingWatch watch =
        new TrainingWatch(Path.of("nowhere"), null, new PrintWriter(Writer.nullWriter())) {
          @Override
          public void checkpoint(byte[] state) throws IOException {
            kept.add(state);
          }
        };
    tuition.training(Lesson.of(5, 1, 0), null, schedule, watch).run();
    return kept.get(1);
  }

  @Test
  void shouldRefuseADamagedCheckpointAndLeaveNone() throws Exception {
    Path checkpoint = folder.resolve("killed.safetensors.checkpoint");
    Files.writeString(checkpoint, "cut off");
    Cli refused = train("killed", "--updates", "3");
    assertEquals(1, refused.exit());
    assertTrue(
        refused.err().contains("killed.safetensors.checkpoint: checkpoint: damaged"),
        refused.err());
    assertTrue(refused.err().contains("Remove the file to begin anew"), refused.err());
    Files.delete(checkpoint);
    assertEquals(0, train("killed", "--updates", "3").exit());
    assertFalse(Files.exists(checkpoint));
  }

  @Test
  void shouldTeachAHandSomebodysStrokesAndDrawTheCurve() throws Exception {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    for (int i = 0; i < 5; i++) {
      Files.writeString(
          mine.resolve(i + ".json"),
          "{\"scale_factor\": 10, \"licence\": \"mine\", \"strokes\": "
              + "[[5,1,0],[4,2,0],[5,-3,1],[9,2,0],[5,1,0],[6,0,1]]}");
    }
    Path out = folder.resolve("mine.safetensors");
    Path curve = folder.resolve("curve.svg");
    Cli cli =
        Cli.run(
            "train",
            "--strokes",
            mine.toString(),
            "--from",
            teacher,
            "--updates",
            "40",
            "--curve",
            curve.toString(),
            "--out",
            out.toString());
    assertEquals(0, cli.exit(), cli.err());
    assertTrue(cli.out().contains("better than teacher"), cli.out());
    Hand hand = Safetensors.read(out);
    assertEquals(9, hand.weights().units());
    assertEquals("mine; MIT", hand.metadata().get("licence"));
    assertTrue(hand.metadata().get("provenance").contains("From: a random network"));
    assertTrue(hand.metadata().get("corpus").contains("4 lines of 24 strokes (CRC-32 "));
    String svg = Files.readString(curve);
    assertEquals(2, svg.split("<polyline", -1).length - 1, svg);
  }

  @Test
  void shouldRefuseCorporaByFile() throws Exception {
    Path wrong = folder.resolve("wrong.json");
    String strokes = "\"streams\": [[[500,0,0],[600,0,1]],[[500,0,0],[600,0,1]]]}";
    Files.writeString(wrong, "{\"scale_factor\": 1, " + strokes);
    String out = folder.resolve("x.safetensors").toString();
    Cli cli = Cli.run("train", "--strokes", wrong.toString(), "--out", out);
    assertEquals(1, cli.exit());
    assertTrue(
        cli.err().contains("wrong.json: line 1: scale_factor: expected one that"), cli.err());
    Files.writeString(wrong, "{\"scale_factor\": 1000,\n" + strokes.replace("0,1]]]", "0,2]]]"));
    Cli line = Cli.run("train", "--strokes", wrong.toString(), "--out", out);
    assertEquals(1, line.exit());
    assertTrue(line.err().contains("wrong.json: line 2: streams[1][1]: expected pen"), line.err());
    Files.writeString(wrong, "{\"scale_factor\": 10, \"strokes\": [[5,0,0],[6,0,0]]}");
    Cli few = Cli.run("train", "--strokes", wrong.toString(), "--out", out);
    assertEquals(1, few.exit());
    assertTrue(few.err().contains("expected at least 2 lines"), few.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--units, 0",
    "--minutes, 0",
    "--updates, 0",
    "--rate, 2",
    "--corpus-streams, 63",
    "--corpus-strokes, 100",
    "--corpus-streams, 1048576",
    "--out, my hand.safetensors",
    "--out, _a.safetensors",
    "--first-weight, -1",
    "--precision, F16",
    "--teacher, nobody",
    "--strokes, ink.json",
    "--curve, nowhere/curve.svg",
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
    List<String> args = new ArrayList<>(List.of("train"));
    List<String> given = List.of(options);
    args.addAll(given);
    String[] defaults = {
      "--out",
      folder.resolve(name + ".safetensors").toString(),
      "--teacher",
      teacher,
      "--units",
      "5",
      "--corpus-streams",
      "64",
      "--corpus-strokes",
      "128"
    };
    for (int i = 0; i < defaults.length; i += 2) {
      if (!given.contains(defaults[i])) {
        args.addAll(List.of(defaults[i], defaults[i + 1]));
      }
    }
    return Cli.run(args.toArray(String[]::new));
  }
}
