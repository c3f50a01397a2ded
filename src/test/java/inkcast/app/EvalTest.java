package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import inkcast.model.Weights;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The subcommand eval as a user types it. */
class EvalTest {
  @TempDir private Path folder;
  private String scribbler;
  private String other;

  @BeforeEach
  void writeHands() throws IOException {
    scribbler = hand("scribbler", RandomWeights.of(9, 2, 1));
    other = hand("other", RandomWeights.of(5, 2, 3));
  }

  @Test
  void shouldEndWithTheMeanOfAllStrokes() throws Exception {
    Cli cli = eval("--hand", scribbler, ink("a", "[[1,2,0],[3,-4,1],[0,1,0]]"));

    assertTrue(cli.out().matches("nll -?\\d+\\.\\d{4,}\\R"), cli.out());
  }

  @Test
  void shouldTellTheFilesApartAndWeighThemByTheirStrokes() throws Exception {
    String a = ink("a", "[[1,2,0],[3,-4,1],[0,1,0]]");
    String b = ink("b", "[[30,2,0]]");
    double ofA = nll(eval("--hand", scribbler, a));
    double ofB = nll(eval("--hand", scribbler, b));
    Cli both = eval("--hand", scribbler, "--hand", other, b, a);

    List<String[]> lines = both.out().lines().map(line -> line.strip().split(" {2,}")).toList();
    assertEquals("strokes|scribbler|other|file", String.join("|", lines.get(0)));
    assertEquals("1", lines.get(1)[0]);
    assertEquals(ofB, Double.parseDouble(lines.get(1)[1]), 1e-4);
    assertEquals(b, lines.get(1)[3]);
    assertEquals("3", lines.get(2)[0]);
    assertEquals(ofA, Double.parseDouble(lines.get(2)[1]), 1e-4);
    assertEquals(nll(eval("--hand", other, a)), Double.parseDouble(lines.get(2)[2]), 1e-4);
    assertEquals((3 * ofA + ofB) / 4, nll(both), 1e-5);
  }

  @Test
  void shouldKeepTheStreamsOfAFileTogether() throws Exception {
    String two = folder.resolve("two.json").toString();
    Files.writeString(
        Path.of(two), "{\"scale_factor\": 6, \"streams\": [[[1,2,0]], [[3,-4,1],[0,1,0]]]}");
    Cli cli = eval("--hand", scribbler, two, ink("b", "[[30,2,0]]"));

    List<String> lines = cli.out().lines().toList();
    assertTrue(lines.get(1).strip().startsWith("3 "), cli.out());
    assertTrue(lines.get(2).strip().startsWith("1 "), cli.out());
    assertEquals(4, lines.size());
  }

  @Test
  void shouldTakeAFolderForItsFilesInOrder() throws Exception {
    ink("ink/b", "[[30,2,0]]");
    ink("ink/a", "[[1,2,0],[3,-4,1]]");
    Files.writeString(folder.resolve("ink/notes.txt"), "not strokes");
    Files.createDirectory(folder.resolve("ink/more.json"));
    Cli cli = eval("--hand", scribbler, folder.resolve("ink").toString());

    List<String> lines = cli.out().lines().toList();
    assertEquals(4, lines.size(), cli.out());
    assertTrue(lines.get(1).endsWith(folder.resolve("ink/a.json").toString()), cli.out());
    assertTrue(lines.get(2).endsWith(folder.resolve("ink/b.json").toString()), cli.out());
  }

  @Test
  void shouldRefuseAFolderWithoutStrokes() {
    Cli cli = Cli.run("eval", "--hand", scribbler, folder.toString());

    assertEquals(1, cli.exit());
    assertEquals(
        "inkcast eval: " + folder + ": expected files that end in .json, found none\n", cli.err());
  }

  @Test
  void shouldCompareHandsOnStrokesOfTheLast() {
    Cli cli = eval("--hand", scribbler, "--hand", scribbler, "--streams", "3", "--strokes", "20");

    assertTrue(cli.out().contains("3 streams, 60 strokes"), cli.out());
    assertTrue(cli.out().contains("minus this: +0.0000, standard error 0.0000"), cli.out());
    assertTrue(cli.out().lines().toList().getLast().startsWith("nll "), cli.out());
  }

  @Test
  void shouldTellADamagedHandFromAMissingFileOfStrokes() throws Exception {
    Path damaged = Files.writeString(folder.resolve("damaged.safetensors"), "no hand");
    assertEquals(2, Cli.run("eval", "--hand", damaged.toString()).exit());
    Cli missing = Cli.run("eval", "--hand", scribbler, folder.resolve("none.json").toString());
    assertEquals(1, missing.exit());
    assertTrue(missing.err().contains("none.json: no such file"), missing.err());
  }

  @Test
  void shouldSayHowHandsWriteByThemselves() {
    Cli cli = freeRun("--hand", other, "--hand", scribbler, "--seed", "4", "--temperature", "0.5");

    List<String> lines = cli.out().lines().toList();
    assertEquals("free-running, seed 4, against scribbler", lines.get(0));
    assertTrue(lines.get(2).matches(" *6 x 40 +0\\.5 +other .*"), cli.out());
    assertTrue(lines.get(3).matches(" *6 x 40 +0\\.5 +scribbler .* ok"), cli.out());
    assertTrue(lines.get(4).matches(" *1 x 90 +0\\.5 +other .*"), cli.out());
    assertTrue(lines.get(5).matches(" *1 x 90 +0\\.5 +scribbler .* ok"), cli.out());
    assertTrue(lines.get(7).matches("scribbler +2 of 2 ok"), cli.out());
    assertEquals(8, lines.size());
    assertEquals(
        cli.out(),
        freeRun("--hand", other, "--hand", scribbler, "--seed", "4", "--temperature", "0.5").out());
  }

  @Test
  void shouldSayInWhatAHandDiffersFromTheReference() throws Exception {
    Weights wild = RandomWeights.of(9, 2, 1);
    wild.outputBias()[0] = 50; // never sets the pen down
    wild.outputBias()[3] = wild.outputBias()[4] = 100; // mu x
    Cli cli = freeRun("--hand", hand("wild", wild), "--hand", scribbler, "--long", "0");

    List<String> lines = cli.out().lines().toList();
    assertEquals(2 + 2 * 7 + 2, lines.size(), cli.out());
    assertTrue(lines.get(2).endsWith("  pen-up, step, beyond, drift, runs, echo"), cli.out());
    assertTrue(lines.get(2).contains(" 240 "), cli.out()); // all strokes are beyond
    assertEquals("wild       0 of 7 ok", lines.get(lines.size() - 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--streams 0",
        "--strokes 100001",
        "--long 7",
        "--temperature 1",
        "--free-running --long -1",
        "--free-running --temperature NaN",
        "--free-running --temperature -1",
        "--free-running ink.json"
      })
  void shouldEndWith2ForWrongUsage(String wrong) {
    List<String> args = new ArrayList<>(List.of("eval", "--hand", scribbler));
    args.addAll(List.of(wrong.split(" ")));
    Cli cli = Cli.run(args.toArray(String[]::new));

    assertEquals(2, cli.exit(), cli.out());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().contains("expected"), cli.err());
  }

  private static Cli freeRun(String... options) {
    List<String> args = new ArrayList<>(List.of("--free-running", "--streams", "6"));
    args.addAll(List.of("--strokes", "40"));
    args.addAll(List.of(options));
    if (!args.contains("--long")) {
      args.addAll(List.of("--long", "90"));
    }
    return eval(args.toArray(String[]::new));
  }

  private static Cli eval(String... options) {
    List<String> args = new ArrayList<>(List.of("eval"));
    args.addAll(List.of(options));
    Cli cli = Cli.run(args.toArray(String[]::new));
    assertEquals(0, cli.exit(), cli.err());
    return cli;
  }

  private static double nll(Cli cli) {
    String last = cli.out().lines().toList().getLast();
    return Double.parseDouble(last.replace("nll ", ""));
  }

  private String ink(String name, String strokes) throws IOException {
    Path file = folder.resolve(name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"scale_factor\": 6, \"strokes\": " + strokes + "}");
    return file.toString();
  }

  private String hand(String name, Weights weights) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    Map<String, String> metadata = Map.of("licence", "MIT", "provenance", "a random network");
    Files.write(file, Safetensors.bytes(new Hand(name, 6, weights, metadata)));
    return file.toString();
  }
}
