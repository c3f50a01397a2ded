package inkcast.app;

import inkcast.model.Weights;
import inkcast.stage.Backstage;
import inkcast.stage.Commands.Command;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Request;
import inkcast.stage.WriterNodes;
import inkcast.tick.Performance;
import inkcast.train.StrokeFile;
import inkcast.writer.Prime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets writers begin each line where somebody else's has ended: reads a stroke-3 file of the
 * recordings' folder on {@link Preparation}'s thread, and lets the hand read it there.
 */
final class Priming implements Backstage {
  private static final Logger log = LoggerFactory.getLogger(Priming.class);
  private static final int MOST_NAMES = 256;
  private static final String SUFFIX = ".json";

  // They come from the network: nothing that could leave the folder.
  private static final String PART = "[A-Za-z0-9][A-Za-z0-9_.-]{0,127}";
  private static final Pattern NAME = Pattern.compile(PART + "(/" + PART + ")?");

  private final Path folder;
  private final Preparation preparation;
  private volatile @Nullable Performance performance;

  /** Reads lines of this folder, after {@link #open}. */
  Priming(Path folder, Preparation preparation) {
    this.folder = folder;
    this.preparation = preparation;
  }

  /** Whose writers are primed. */
  void open(Performance performance) {
    this.performance = performance;
  }

  /** Folders, of which the newest line counts, and files. */
  @Override
  public List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .limit(MOST_NAMES)
          .toList();
    } catch (IOException e) {
      return List.of(); // nobody has recorded a line yet
    }
  }

  @Override
  public @Nullable Refusal prepare(List<Node> nodes, Request request) {
    Performance whose = performance;
    if (whose == null) {
      return new Refusal(Reason.BUSY, "not yet, try again");
    }
    String name = request.texts().getFirst();
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      return new Refusal(
          Reason.BAD_LINE, "expected a file of the recordings' folder, as HAND/LINE, or \"\"");
    }
    int[] numbers = nodes.stream().mapToInt(Node::writer).toArray();
    return preparation.execute(() -> prime(whose, numbers, name), request.later());
  }

  private @Nullable Refusal prime(Performance whose, int[] numbers, String name)
      throws InterruptedException {
    try {
      float[] line = name.isEmpty() ? null : line(name);
      @Nullable Weights[] hands =
          line == null ? new Weights[numbers.length] : hands(whose, numbers);
      Map<Weights, Prime> primes = new IdentityHashMap<>();
      for (int i = 0; i < numbers.length; i++) {
        Weights hand = hands[i];
        Prime prime =
            line == null || hand == null
                ? null
                : primes.computeIfAbsent(hand, weights -> Prime.after(weights, line));
        Preparation.queue(whose.commands(), new Begin(whose, numbers[i], prime, name));
      }
      return null;
    } catch (IOException e) {
      return new Refusal(Reason.BAD_LINE, Failures.describe(e));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // an Error too: there may be no memory
      log.warn("{} could not be read as a prime", name, e);
      return new Refusal(Reason.BAD_LINE, name + " could not be read: " + e);
    }
  }

  /**
   * The hands of writers, which the tick's thread alone knows; null: it has left since. They have
   * these until they are primed, as it is this thread that gives them others.
   */
  private static @Nullable Weights[] hands(Performance whose, int[] numbers)
      throws InterruptedException, ExecutionException {
    CompletableFuture<@Nullable Weights[]> hands = new CompletableFuture<>();
    Preparation.queue(
        whose.commands(),
        () -> {
          List<WriterNodes> writers = whose.space().writers();
          @Nullable Weights[] found = new Weights[numbers.length];
          for (int i = 0; i < numbers.length; i++) {
            boolean there = numbers[i] <= writers.size();
            found[i] = there ? writers.get(numbers[i] - 1).writer().weights() : null;
          }
          hands.complete(found);
        });
    return hands.get();
  }

  /** Lets a writer begin so: what is left for the tick's thread. */
  private record Begin(Performance whose, int number, @Nullable Prime prime, String name)
      implements Command {
    @Override
    public void run() {
      whose.prime(number, prime, name);
    }

    /** As heavy as another hand: without a line it begins at a random state. */
    @Override
    public int weight() {
      return Performance.MAX_COMMANDS / Casting.WRITERS_A_TICK;
    }
  }

  private float[] line(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.isDirectory(file)) {
      try (Stream<Path> lines = Files.list(file)) {
        file =
            lines
                .filter(line -> line.toString().endsWith(SUFFIX))
                .max(Path::compareTo) // names begin with the time
                .orElseThrow(() -> new IOException(name + ": there are no lines"));
      }
    } else if (!Files.exists(file)) {
      file = folder.resolve(name + SUFFIX);
    }
    List<float[]> streams = StrokeFile.read(file).streams();
    if (streams.isEmpty() || streams.getFirst().length == 0) {
      throw new IOException(name + ": there are no strokes");
    }
    return streams.getFirst();
  }
}
