package inkcast.app;

import inkcast.model.Sources;
import inkcast.train.StrokeFile;
import inkcast.train.glyph.Engraver;
import inkcast.train.glyph.Hanzi;
import inkcast.train.glyph.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inkcast corpus}: lines of writing made from an open source, to train a hand with. */
@Command(
    name = "corpus",
    description = {
      "Makes lines of writing from an open source, for a hand to learn from.",
      "deploy/corpora fetches the sources and makes both. The same seed gives the same lines."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CorpusCommand implements Callable<Integer> {
  private static final int MAX = 1 << 16;
  private static final long MAX_STEPS = 8 << 20; // of all streams; 17 bytes each in the file

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "hanzi|engraver",
      description = {
        "hanzi: Chinese characters, from the package hanzi-writer-data.",
        "engraver: a joined script, from the packages hersheytext and friendly-words."
      })
  private Kind kind;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the packages were unpacked, each in a folder of its name.")
  private Path from;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Lines. Default: ${DEFAULT-VALUE}.")
  private int streamCount;

  @Option(
      names = "--strokes",
      paramLabel = "L",
      defaultValue = "1024",
      description = "Strokes of each. Default: ${DEFAULT-VALUE}.")
  private int strokes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What all random numbers start from. Default: ${DEFAULT-VALUE}.")
  private int seed;

  @Option(names = "--out", required = true, paramLabel = "FILE.json")
  private Path out;

  /** What there is to make. */
  enum Kind {
    /** Chinese characters. */
    hanzi {
      @Override
      Script read(Path from) throws IOException {
        return Hanzi.read(from.resolve("hanzi-writer-data"));
      }
    },
    /** A joined script. */
    engraver {
      @Override
      Script read(Path from) throws IOException {
        return Engraver.read(from);
      }
    };

    abstract Script read(Path from) throws IOException;
  }

  @Override
  public Integer call() throws Exception {
    check();
    Script source = kind.read(from);
    RandomGenerator random = Sources.seeded(seed);
    List<float[]> streams = new ArrayList<>(streamCount);
    for (int i = 0; i < streamCount; i++) {
      streams.add(source.line(random, strokes));
    }
    Map<String, String> about = new LinkedHashMap<>();
    about.put("name", kind.name());
    about.put("licence", source.licence());
    about.put("provenance", source.provenance());
    about.put("seed", Integer.toString(seed));
    SafeFile.write(out, StrokeFile.bytes(about, streams));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %s, seed %d; streams: %,d, strokes: %,d%n",
            out,
            kind,
            seed,
            streamCount,
            (long) streamCount * strokes)
        .flush();
    return 0;
  }

  private void check() {
    if (streamCount < 1
        || streamCount > MAX
        || strokes < 1
        || strokes > MAX
        || (long) streamCount * strokes > MAX_STEPS) {
      throw new ParameterException(
          spec.commandLine(),
          "--streams, --strokes: expected 1 to %d, together at most %d strokes, found %d, %d"
              .formatted(MAX, MAX_STEPS, streamCount, strokes));
    }
  }
}
