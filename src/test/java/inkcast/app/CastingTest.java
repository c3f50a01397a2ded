package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.hand.Hand;
import inkcast.hand.Hands;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import inkcast.stage.AddressSpace;
import inkcast.stage.Backstage;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Role;
import inkcast.stage.Source;
import inkcast.tick.Budget;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.ManualClock;
import inkcast.tick.Performance;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hands from a folder, given to writers of a performance whose ticks come by hand. */
class CastingTest {
  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final Counters counters = new Counters();
  private final Crew crew = new Crew(2, clock::nanoTime);
  private final List<Refusal> refused = new CopyOnWriteArrayList<>();
  private Preparation preparation;
  private Casting casting;
  private Performance performance;

  @BeforeEach
  void begin() throws Exception {
    put("first", 13, 3, 1);
    put("second", 20, 5, 2);
    perform(3);
  }

  @AfterEach
  void end() {
    preparation.close();
    crew.close();
  }

  @ParameterizedTest
  @CsvSource({"256, 20", "512, 24", "500, 20", "1, 1"})
  void shouldTakeAHandOfAnySizeThatCameSince(int units, int mixtures) throws IOException {
    put("new", units, mixtures, 3);
    set("/inkcast/writer/2/hand", "new");
    awaitHands("first", "new", "first");
    assertEquals(List.of("first", "new", "second"), casting.names());
    long strokes = counters.get(Counter.STROKES);
    tick();
    assertEquals(strokes + 3, counters.get(Counter.STROKES));
  }

  @Test
  void shouldLetTheLastMessagePrevail() {
    set("/inkcast/writer/*/hand", "second");
    set("/inkcast/writer/1/hand", "first");
    set("/inkcast/writer/3/hand", "none");
    set("/inkcast/writer/2/hand", "first");
    set("/inkcast/writer/2/hand", "second");
    awaitRefusal();
    awaitHands("first", "second", "second");
  }

  @Test
  void shouldLetAWriterGoOnThatHasThatHandAlready() {
    set("/inkcast/writer/1/hand", "second");
    awaitHands("second", "first", "first");
    set("/inkcast/writer/*/hand", "second");
    awaitHands("second", "second", "second");
    assertEquals(List.of(1, 1, 1), writers().stream().map(Writer::restarts).toList());
  }

  @Test
  void shouldTakeAFileThatWasReplacedForThatWriterAlone() throws IOException {
    put("first", 37, 2, 4);
    set("/inkcast/writer/2/hand", "first");
    await().until(() -> tick().writers().get(1).writer().restarts() == 1);
    assertEquals(List.of(0, 1, 0), writers().stream().map(Writer::restarts).toList());
    set("/inkcast/writer/3/hand", "first");
    await().until(() -> tick().writers().get(2).writer().restarts() == 1);
    set("/inkcast/writer/3/hand", "first"); // now it has that one
    set("/inkcast/writer/1/hand", "second");
    awaitHands("second", "first", "first");
    assertEquals(1, writers().get(2).restarts());
  }

  @Test
  void shouldRefuseWhatIsNoHand() throws IOException {
    Files.writeString(folder.resolve("damaged.safetensors"), "no weights");
    for (String name : List.of("none", "damaged", "../first", "", "a b")) {
      set("/inkcast/writer/*/hand", name);
      Refusal refusal = awaitRefusal();
      assertEquals(Reason.BAD_HAND, refusal.reason());
      assertTrue(refusal.message().contains(": "), refusal::message);
      refused.clear();
    }
    tick();
    awaitHands("first", "first", "first");
    assertEquals(5, counters.get(Counter.REFUSED_BAD_HAND));
    assertEquals(List.of(0, 0, 0), writers().stream().map(Writer::restarts).toList());
  }

  @Test
  void shouldRefuseWeightsOfWhichNoStrokeComes() throws IOException {
    Hand good = hand("huge", 4, 1, 1);
    Arrays.fill(good.weights().outputKernel(), Float.MAX_VALUE);
    Arrays.fill(good.weights().bias(), 100);
    Files.write(folder.resolve("huge.safetensors"), Safetensors.bytes(good));
    set("/inkcast/writer/1/hand", "huge");
    assertTrue(awaitRefusal().message().startsWith("huge: "));
  }

  @Test
  void shouldRefuseWhatIsTooMuchAtOnce() {
    Refusal refusal = null;
    for (int i = 0; i < 1_000_000 && refusal == null; i++) {
      refusal =
          performance
              .control()
              .submit(
                  Source.of(Role.OPERATOR),
                  "/inkcast/writer/1/hand",
                  List.of("second"),
                  refused::add);
    }
    assertEquals(Reason.BUSY, refusal == null ? null : refusal.reason());
    awaitHands("second", "first", "first");
  }

  @Test
  void shouldGiveManyWritersAnotherHandInSeveralTicks() throws Exception {
    preparation.close();
    perform(150);
    set("/inkcast/writer/*/hand", "second");
    await().until(() -> changed() > 0);
    assertEquals(Casting.WRITERS_A_TICK, Collections.frequency(hands(), "second"));
    tick();
    assertEquals(2 * Casting.WRITERS_A_TICK, Collections.frequency(hands(), "second"));
    tick();
    assertEquals(150, Collections.frequency(hands(), "second"));
  }

  @Test
  void shouldNameAHandAsItsFileAndNotAsItsMetadata() throws IOException {
    Files.copy(
        folder.resolve("second.safetensors"),
        folder.resolve("copy.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    set("/inkcast/writer/1/hand", "copy");
    awaitHands("copy", "first", "first");
    assertNotEquals("copy", new Hands(List.of(folder)).byName("copy").name());
  }

  private void perform(int writers) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("inkcast.yaml"),
            // So small that no writer comes to a line's end by itself.
            "scale: 0.01\nhands: [\""
                + folder
                + "\"]\nwriters: ["
                + "{hand: first},".repeat(writers)
                + "]\n");
    Config config = Config.load(file);
    Hands hands = ConfigOption.hands(config);
    List<Ensemble> cast = Cast.of(config, hands, crew);
    preparation = new Preparation();
    casting = new Casting(hands, crew, preparation, cast, writers);
    performance =
        new Performance(
            new Performance.Settings("/inkcast", Cast.page(config), 2, 60, false),
            cast,
            new Budget(clock, crew, 60),
            rate -> {},
            new Backstage.Doors(casting, Backstage.CLOSED, Backstage.CLOSED, Backstage.CLOSED),
            counters);
    casting.open(performance);
  }

  private void set(String address, String name) {
    assertNull(
        performance
            .control()
            .submit(Source.of(Role.OPERATOR), address, List.of(name), refused::add));
  }

  private void awaitHands(String... names) {
    await()
        .until(
            () -> {
              tick();
              return hands();
            },
            List.of(names)::equals);
  }

  private Refusal awaitRefusal() {
    await().until(() -> !refused.isEmpty());
    return refused.getFirst();
  }

  private int changed() {
    tick();
    return Collections.frequency(hands(), "second");
  }

  private AddressSpace tick() {
    clock.ns += 16_666_667;
    performance.tick(clock.ns, 0);
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
    return performance.space();
  }

  private List<Writer> writers() {
    return performance.space().writers().stream().map(nodes -> nodes.writer()).toList();
  }

  private List<String> hands() {
    return writers().stream().map(Writer::hand).toList();
  }

  private void put(String name, int units, int mixtures, long seed) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    Files.write(file, Safetensors.bytes(hand(name, units, mixtures, seed)));
  }

  private static Hand hand(String name, int units, int mixtures, long seed) {
    return new Hand(
        name,
        10,
        RandomWeights.of(units, mixtures, seed),
        Map.of("licence", "MIT", "provenance", "a test"));
  }
}
