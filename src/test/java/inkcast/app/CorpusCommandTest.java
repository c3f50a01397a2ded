package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.train.StrokeFile;
import inkcast.train.glyph.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    Fixtures.hanzi(folder);
    Fixtures.hersheytext(folder);
    Fixtures.words(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hanzi", "engraver"})
  void shouldWriteTheSameFileFromTheSameSeed(String kind) throws Exception {
    Path first = make(kind, 5, "first.json");
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(make(kind, 5, "second.json")));
    assertFalse(Files.readString(first).equals(Files.readString(make(kind, 6, "other.json"))));
    List<float[]> streams = StrokeFile.read(first).streams();
    assertEquals(3, streams.size());
    assertTrue(streams.stream().allMatch(stream -> stream.length == 3 * 200));
    String begin = "{\"name\":\"" + kind + "\",\"licence\":\"";
    assertTrue(Files.readString(first).startsWith(begin), "licence and provenance come first");
  }

  @Test
  void shouldNameWhatIsMissing() {
    Cli cli = run("hanzi", "--from", folder.resolve("none").toString());
    assertEquals(1, cli.exit());
    assertTrue(cli.err().contains("hanzi-writer-data"), cli.err());
    assertTrue(cli.err().contains("no such file"), cli.err());
  }

  @Test
  void shouldRefuseWhatItCannotMake() {
    assertEquals(2, run("runes", "--from", folder.toString()).exit());
    Cli cli = run("hanzi", "--from", folder.toString(), "--streams", "60000", "--strokes", "60000");
    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("--streams, --strokes: expected 1 to 65536"), cli.err());
  }

  private Path make(String kind, int seed, String name) {
    Path out = folder.resolve(name);
    Cli cli =
        Cli.run(
            "corpus",
            kind,
            "--from=" + folder,
            "--streams=3",
            "--strokes=200",
            "--seed=" + seed,
            "--out=" + out);
    assertEquals(0, cli.exit(), cli.err());
    return out;
  }

  private Cli run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "corpus";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--out";
    all[args.length + 2] = folder.resolve("out.json").toString();
    return Cli.run(all);
  }
}
