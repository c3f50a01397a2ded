package inkcast.recording;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.RandomWeights;
import inkcast.model.Twin;
import inkcast.packet.Allocations;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.ManualClock;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.writer.Ensemble;
import inkcast.writer.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final long PERIOD_NS = 16_666_667;
  private static final int MANY = 100_000; // ticks: more than wait for any disk

  private static final List<Object> ARGUMENTS = List.of(0.5f, 1, true, "text");

  @TempDir private Path folder;
  private final Counters counters = new Counters();
  private final ManualClock clock = new ManualClock();
  private final Performance performance = Scribblers.perform(2, counters);
  private final List<Node> nodes = performance.space().nodes();
  private final Memory disk = new Memory();

  @Test
  void shouldWriteDownWhatHappensAndWhatCameIn() throws IOException {
    try (Recorder _ = record(disk)) {
      ticks(1);
      performance.control().submit(Role.VISITOR, "/inkcast/writer/[1]/temperature", List.of(0.5f));
      performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/pause", List.of(true));
      ticks(1);
      performance.control().submit(Role.OPERATOR, "/inkcast/writer/2/restart", List.of());
      ticks(1);
    }
    List<List<String>> bundles = Memory.read(disk.save(folder.resolve("a.osc")));
    assertEquals(4, bundles.size());
    List<String> first = bundles.getFirst();
    assertEquals("/recording/format iss 1 \"/inkcast\" \"test 1\"", first.get(1));
    assertEquals("/recording/state i 2", first.get(2));
    assertTrue(first.contains("/recording/silent/inkcast/page ff 1920.0 1080.0"), first::toString);
    assertTrue(first.contains("/recording/silent/inkcast/writer/2/hand s \"test\""));
    assertEquals("0", bundles.get(1).getFirst());
    assertTrue(bundles.get(1).get(1).startsWith("/recording/tick t "));
    assertTrue(bundles.get(1).get(2).startsWith("/inkcast/writer/1/stroke iffffi 1 "));
    List<String> second = bundles.get(2);
    assertEquals(String.valueOf(PERIOD_NS), second.getFirst());
    assertEquals(
        List.of(
            "/recording/visitor/inkcast/writer/[1]/temperature f 0.5",
            "/inkcast/writer/1/temperature f 0.5",
            "/recording/operator/inkcast/writer/2/pause T true",
            "/inkcast/writer/2/pause i 1"),
        second.subList(2, 6));
    List<String> third = bundles.get(3);
    assertEquals("/recording/operator/inkcast/writer/2/restart", third.get(2));
    assertEquals(
        "/recording/silent/inkcast/writer/2/stroke iffffi 1 50.0 810.0 0.0 0.0 0", third.get(3));
    assertEquals("/inkcast/writer/2/restarts i 1", third.get(4));
  }

  @Test
  void shouldAllocateNothingOnTheTicksThread() throws IOException {
    try (Recorder recorder = record(RecordingFile.create(folder.resolve("b.osc")))) {
      for (int i = 0; i < 20; i++) { // past the interpreter
        tellAll(recorder);
      }
      assertEquals(0, Allocations.leastOf(20, () -> tellAll(recorder)));
    }
    assertEquals(0, counters.get(Counter.RECORDING_LOST));
  }

  /** Every node changes in every tick, and messages come in. */
  private void tellAll(Recorder recorder) {
    for (int tick = 0; tick < 300; tick++) {
      for (int i = 0; i < nodes.size(); i++) {
        if (!nodes.get(i).textual() && nodes.get(i).kind() != Node.Kind.REQUEST) {
          recorder.changed(nodes.get(i));
          recorder.corrected(nodes.get(i));
        }
      }
      recorder.received(Role.VISITOR, "/inkcast/writer/*/temperature", ARGUMENTS);
      recorder.endOfTick(clock.wallMillis());
      clock.ns += PERIOD_NS;
    }
    while (!recorder.idle()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void shouldLeaveOutAndMarkWhatASlowDiskCannotTake() throws IOException {
    try (Recorder _ = record(disk)) {
      ticks(1);
      disk.slow.drainPermits();
      for (int i = 0; i < MANY && counters.get(Counter.RECORDING_LOST) < 10; i++) {
        ticks(1);
      }
      assertTrue(counters.get(Counter.RECORDING_LOST) >= 10);
      assertEquals(counters.get(Counter.TICKS) * 2, counters.get(Counter.STROKES));
      performance.control().submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(0.25f));
      ticks(1);
      disk.slow.release(1_000_000);
      await().until(this::recordedWhole);
    }
    List<List<String>> bundles = Memory.read(disk.save(folder.resolve("c.osc")));
    List<String> marked =
        bundles.stream().filter(b -> b.get(2).startsWith("/recording/lost")).findFirst().get();
    assertEquals("/recording/state i 2", marked.get(3));
    assertTrue(marked.contains("/recording/silent/inkcast/writer/1/temperature f 0.25"));
    assertEquals(0, counters.get(Counter.OUTPUT_ERRORS));
  }

  @Test
  void shouldGoOnWithAStateWhenAFullDiskHasRoomAgain() throws IOException {
    try (Recorder _ = record(disk)) {
      ticks(10);
      disk.full = true;
      await()
          .until(
              () -> {
                ticks(100);
                return disk.refused > 2;
              });
      disk.full = false;
      await().until(this::recordedWhole);
    }
    List<List<String>> bundles = Memory.read(disk.save(folder.resolve("d.osc")));
    long written = bundles.size() - 1;
    long states = bundles.stream().filter(b -> b.get(2).startsWith("/recording/lost")).count();
    assertTrue(states > 0);
    assertEquals(
        counters.get(Counter.TICKS),
        written - states + counters.get(Counter.RECORDING_LOST),
        "every tick is there, or counted");
  }

  @Test
  void shouldGoOnWithAStateOfManyMoreWriters() throws IOException {
    try (Recorder _ = record(disk)) {
      ticks(5);
      List<Part> all = Scribblers.parts(RandomWeights.of(16, 3, 1), 1_000);
      List<Ensemble> added = Ensemble.form(all.subList(2, 1_000), 3, Twin.SCALAR::lstm);
      performance.commands().offer(performance.prepare(2, added, 2)::run);
      ticks(20); // fewer than there are chunks
    }
    assertEquals(0, counters.get(Counter.OUTPUT_ERRORS));
    assertEquals(0, counters.get(Counter.RECORDING_LOST));
    List<List<String>> bundles = Memory.read(disk.save(folder.resolve("e.osc")));
    List<String> first = bundles.get(6);
    assertEquals("/recording/state i 1000", first.get(2));
    assertTrue(first.contains("/recording/silent/inkcast/writer/1000/temperature f 0.65"));
    assertTrue(first.stream().anyMatch(line -> line.startsWith("/inkcast/writer/1000/stroke ")));
    assertEquals(26, bundles.size());
  }

  @Test
  void shouldNotBeginWhereNothingCanBeWritten() {
    disk.full = true;
    assertThrows(IOException.class, () -> record(disk));
  }

  private boolean recordedWhole() {
    long lost = counters.get(Counter.RECORDING_LOST);
    ticks(100);
    return counters.get(Counter.RECORDING_LOST) == lost;
  }

  private Recorder record(Disk.Store store) throws IOException {
    Recorder recorder =
        new Recorder(store, "test 1", performance.space(), () -> clock.ns, counters);
    performance.outputs(List.of(recorder));
    return recorder;
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      performance.tick(clock.ns, clock.wallMillis());
      clock.ns += PERIOD_NS;
    }
  }
}
