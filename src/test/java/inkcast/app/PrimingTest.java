package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.RandomWeights;
import inkcast.model.ScalarLstm;
import inkcast.model.Weights;
import inkcast.stage.Backstage;
import inkcast.stage.Commands;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Role;
import inkcast.stage.Source;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.writer.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimingTest {
  private static final String PRIME = "/inkcast/writer/1/prime";
  private static final String LINE = "[[10, 0, 0], [0, 5, 0], [-5, 2.5, 1]]";

  @TempDir private Path folder;
  private final Weights weights = RandomWeights.of(16, 3, 1);
  private final Preparation preparation = new Preparation();
  private final List<Refusal> refused = new CopyOnWriteArrayList<>();
  private Performance performance;
  private Writer writer;

  @BeforeEach
  void begin() throws Exception {
    Files.createDirectories(folder.resolve("mine"));
    line("mine/20261129T100000.000Z-1.json", "[[1, 1, 0]]");
    line("mine/20261129T120000.000Z-3.json", LINE);
    line("anna.json", LINE);
    Priming priming = new Priming(folder, preparation);
    performance =
        Scribblers.perform(
            weights,
            2,
            new Backstage.Doors(Backstage.CLOSED, Backstage.CLOSED, Backstage.CLOSED, priming),
            new Counters());
    priming.open(performance);
    writer = performance.space().writers().getFirst().writer();
    assertEquals(List.of("anna.json", "mine"), priming.names());
  }

  @AfterEach
  void end() {
    preparation.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna", "anna.json", "mine", "mine/20261129T120000.000Z-3"})
  void shouldBeginEachLineWhereTheOtherHasEnded(String name) {
    prime(name);
    await().until(() -> ticks(told().equals(name)));
    int restarts = writer.restarts();
    assertEquals(1, restarts);
    Batch same = new Batch(weights, 1);
    ScalarLstm lstm = new ScalarLstm();
    float[][] line = {{10, 0, 0}, {0, 5, 0}, {-5, 2.5f, 1}};
    for (float[] stroke : line) {
      lstm.update(same, new int[] {0}, 1);
      same.input(0, stroke[0] / 5, stroke[1] / 5, stroke[2]);
    }
    lstm.update(same, new int[] {0}, 1);
    for (int i = 0; i < 2; i++) { // at each restart
      performance.control().submit(Role.VISITOR, "/inkcast/writer/1/restart", List.of());
      ticks(true);
      assertEquals(same.hidden(0, 3), writer.hidden(3), 1e-5);
      assertFalse(writer.stroke().ink(), "that line's pen was lifted");
    }
  }

  @Test
  void shouldBeginAnywhereAgain() {
    prime("anna");
    await().until(() -> ticks(told().equals("anna")));
    float primed = hiddenAfterRestart();
    assertEquals(primed, hiddenAfterRestart());
    prime("");
    await().until(() -> ticks(told().isEmpty()));
    assertNotEquals(primed, hiddenAfterRestart());
  }

  @Test
  void shouldRefuseWhatIsNoLine() throws Exception {
    line("empty.json", "[]");
    Files.writeString(folder.resolve("damaged.json"), "{\"strokes\": [[1, 2");
    Files.createDirectories(folder.resolve("nobody"));
    for (String name : List.of("nowhere", "empty", "damaged", "nobody")) {
      prime(name);
      await().until(() -> ticks(!refused.isEmpty()));
      assertEquals(Reason.BAD_LINE, refused.removeFirst().reason(), name);
    }
    for (String name : List.of("../anna", "/etc/passwd", "mine/../anna", "a/b/c", ".")) {
      Refusal refusal =
          performance
              .control()
              .submit(Source.of(Role.OPERATOR), PRIME, List.of(name), refused::add);
      assertEquals(Reason.BAD_LINE, Objects.requireNonNull(refusal).reason(), name);
    }
    assertEquals(
        Reason.FORBIDDEN,
        Objects.requireNonNull(performance.control().submit(Role.VISITOR, PRIME, List.of("anna")))
            .reason());
    assertTrue(told().isEmpty());
  }

  @Test
  void shouldGoOnWhenTheWritersHaveLeft() {
    performance.commands().offer(() -> performance.prepare(0, List.of(), 2).run());
    prime("anna"); // finds them still there
    await().until(() -> ticks(performance.space().writers().isEmpty()));
    CountDownLatch later = new CountDownLatch(1);
    preparation.execute(
        () -> {
          later.countDown();
          return null;
        },
        refused::add);
    await().until(() -> ticks(later.getCount() == 0));
    assertEquals(List.of(), refused);
  }

  @Test
  void shouldAskForTheHandsOfAllAtOnce() {
    assertNull(
        performance
            .control()
            .submit(
                Source.of(Role.OPERATOR),
                "/inkcast/writer/*/prime",
                List.of("anna"),
                refused::add));
    List<Commands.Command> commands = new ArrayList<>();
    await()
        .until(
            () -> {
              Commands.Command command = performance.commands().poll();
              if (command != null) {
                command.run();
                commands.add(command);
              }
              return commands.size() > 1 && told().equals("anna") && told(2).equals("anna");
            });
    assertEquals(1 + 1 + 2, commands.size()); // what came in, the hands, each writer's
  }

  private float hiddenAfterRestart() {
    performance.control().submit(Role.VISITOR, "/inkcast/writer/1/restart", List.of());
    ticks(true);
    return writer.hidden(3);
  }

  private void prime(String name) {
    assertNull(
        performance.control().submit(Source.of(Role.OPERATOR), PRIME, List.of(name), refused::add));
  }

  private String told() {
    return told(1);
  }

  private String told(int writer) {
    String address = "/inkcast/writer/" + writer + "/prime";
    return Objects.requireNonNull(performance.space().node(address)).text();
  }

  private boolean ticks(boolean done) {
    performance.tick(0, 0);
    return done;
  }

  private void line(String name, String strokes) throws Exception {
    Files.writeString(
        folder.resolve(name), "{\"scale_factor\": 5, \"strokes\": " + strokes + "}\n");
  }
}
