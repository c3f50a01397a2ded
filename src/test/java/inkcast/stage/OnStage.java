package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import inkcast.model.Batch;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.stage.Refusal.Reason;
import inkcast.writer.Page;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An address space of twelve writers whose ticks come by hand, and what is told of it. */
abstract class OnStage {
  static final Page PAGE = new Page(1920, 1080, 50);

  final List<String> changed = new ArrayList<>();
  final List<Double> rates = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final List<String> prepared = new ArrayList<>();
  final List<String> received = new ArrayList<>();
  final List<Writer> writers = writers(12);
  final Commands commands;
  final AddressSpace space;
  final Control control;
  Consumer<Refusal> later = refusal -> {};
  long now; // nanoseconds

  OnStage(int mostCommands) {
    commands = new Commands(mostCommands);
    space =
        new AddressSpace(
            "/inkcast",
            PAGE,
            writers,
            2,
            60,
            false,
            rates::add,
            new Backstage.Doors(new Wardrobe(), new Wardrobe(), new Wardrobe(), Backstage.CLOSED),
            commands,
            () -> now,
            new Received());
    control = new Control(space, commands, refusals::add, new Received());
  }

  void assertRefused(Reason reason, Role role, String address, List<?> arguments) {
    Refusal refusal = control.submit(role, address, arguments);
    assertNotNull(refusal);
    assertEquals(reason, refusal.reason());
    assertEquals(refusal, refusals.getLast());
  }

  double number(String address) {
    return Objects.requireNonNull(space.node(address)).numbers()[0];
  }

  void tick() {
    for (Commands.Command command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  /** Remembers what is to be made ready, and whom to tell if it cannot be. */
  private final class Wardrobe implements Backstage {
    @Override
    public @Nullable Refusal prepare(List<Node> nodes, Request request) {
      String name = String.join(" ", request.texts());
      prepared.add(nodes.stream().map(Node::writer).toList() + " " + name);
      later = request.later();
      return name.equals("busy") ? new Refusal(Reason.BUSY, "busy on purpose") : null;
    }
  }

  private static List<Writer> writers(int count) {
    Batch batch = new Batch(RandomWeights.of(4, 1, 1), count);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Writer(
                    i + 1,
                    new Writer.Setup("test", PAGE, PAGE.line(i, count), 10, 0.65f),
                    batch,
                    i,
                    Sources.seeded(i)))
        .toList();
  }

  Node writerOne(String name) {
    return Objects.requireNonNull(space.node("/inkcast/writer/1/" + name));
  }

  private final class Received implements Events {
    @Override
    public void changed(Node node) {
      changed.add(node.address());
    }

    @Override
    public void received(Role by, String address, List<? extends @Nullable Object> arguments) {
      received.add(by + " " + address + " " + arguments + " before " + changed.size());
    }
  }
}
