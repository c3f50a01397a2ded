package inkcast.bench;

import ai.onnxruntime.OrtException;
import inkcast.app.FmaPeak;
import inkcast.hand.Hands;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How our writers compare with other ways to take the same step, on one machine in one run: in each
 * round everyone has one turn, so that what else the machine does falls on all alike, and ratios
 * are those of one round.
 */
@Command(
    name = "comparison",
    description =
        "Compares Inkcast with plain JavaScript, onnxruntime and the core's multiply-add peak.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Comparison implements Callable<Integer> {
  private static final int BATCH = 64;
  private static final double WARM_UP = 3; // seconds: until the Vector API is compiled
  private static final double GIGA = 1e9;
  private static final Path SEED = Path.of("..", "shared", "seed-model", "weights.json");
  private static final Path SCRIPTS =
      Path.of("src", "jmh", "js"); // Maven starts us in the checkout

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The published model as JSON. Default: ../shared/seed-model/weights.json; where that is"
              + " absent, random weights stand in for it.")
  private @Nullable Path model;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Turns of each. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Length of a turn, after 3 to warm up. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  private final List<Contender> contenders = new ArrayList<>();

  /** Runs it; see {@code --help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Comparison()).execute(args));
  }

  @Override
  public Integer call() throws IOException, OrtException {
    if (rounds < 1 || !(seconds > 0)) {
      System.err.println("--rounds and --seconds: expected more than 0");
      return 2;
    }
    Path file = model == null ? SEED : model;
    if (!Files.isRegularFile(file)) {
      if (model != null) {
        System.err.println(model + " is absent");
        return 2;
      }
      System.err.println(SEED + " is absent: random weights stand in for the published model");
      file = RandomModel.write();
    }
    try {
      Weights weights = Hands.file(file).weights();
      invite(weights, file);
      run(weights);
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
    return 0;
  }

  private void invite(Weights weights, Path file) throws IOException, OrtException {
    contenders.add(new OwnWriters("float32", inFloats(weights), 1));
    contenders.add(new OwnWriters("int8", weights.rounded(), 1));
    contenders.add(new OwnWriters("float32", inFloats(weights), BATCH));
    contenders.add(new OnnxWriters(weights, 1));
    contenders.add(new OnnxWriters(weights, BATCH));
    inviteNode(Report.PLAIN, "writer.mjs", file);
    String published = System.getProperty("published", "");
    if (!published.isEmpty()) {
      inviteNode(Report.PUBLISHED, "published.mjs", Path.of(published));
    }
  }

  /** The same weights as if they had not been stored in int8. */
  private static Weights inFloats(Weights w) {
    return new Weights(
        w.units(),
        w.mixtures(),
        w.forgetBias(),
        w.inputKernel(),
        w.recurrentKernel(),
        w.bias(),
        w.outputKernel(),
        w.outputBias());
  }

  private void inviteNode(String name, String script, Path data) {
    try {
      contenders.add(NodeWriter.start(name, SCRIPTS.resolve(script), data));
    } catch (IOException e) {
      System.err.println(name + " is left out: " + e.getMessage());
    }
  }

  private void run(Weights weights) throws IOException {
    float[] offsets = Probe.offsets();
    float[] expected = Probe.reference(weights, offsets);
    for (Contender contender : contenders) {
      // The published code gives no raw outputs, and our own is held by the tests.
      if (contender instanceof Probe.Probed probed && !contender.name().equals(Report.PUBLISHED)) {
        Probe.check(contender.name(), probed, offsets, expected);
      }
      contender.strokesPerSecond(WARM_UP);
    }
    FmaPeak.gigaflops(); // warm up
    Report report = new Report(contenders, rounds, weights.flops() / GIGA);
    for (int round = 0; round < rounds; round++) {
      report.peak(round, FmaPeak.gigaflops());
      for (int i = 0; i < contenders.size(); i++) {
        report.put(i, round, contenders.get(i).strokesPerSecond(seconds));
      }
    }
    report.print(System.out);
  }
}
