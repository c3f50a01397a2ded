package inkcast.midi;

import inkcast.rtpmidi.Midi;
import inkcast.stage.AddressSpace;
import inkcast.stage.Backstage;
import inkcast.stage.Control;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.stage.WriterNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way in: a channel's controllers and programs act on all writers of the channel. Any thread.
 */
final class MidiControl {
  private static final int HIGHEST = 127;
  private static final int PRESSED = 64; // and above

  private final AddressSpace space;
  private final Control control;
  private final Executor aside;
  private volatile In in = new In(List.of(), Mapping.NONE, Mapping.NONE);

  // The newest for each channel, as folders are looked into aside.
  private final AtomicReferenceArray<@Nullable Program> programs =
      new AtomicReferenceArray<>(Midi.CHANNELS);
  private final AtomicBoolean due = new AtomicBoolean();

  private record In(List<Integer> channels, int temperature, int restart) {}

  private record Program(Role role, int number) {}

  /**
   * Obeys nothing yet.
   *
   * @param aside a thread that may wait for a disk
   */
  MidiControl(AddressSpace space, Control control, Executor aside) {
    this.space = space;
    this.control = control;
    this.aside = aside;
  }

  /**
   * What is obeyed from now on.
   *
   * @param channels from 0, one a writer
   * @param temperature controller, or {@link Mapping#NONE}
   * @param restart likewise
   */
  void obey(List<Integer> channels, int temperature, int restart) {
    in = new In(channels, temperature, restart);
  }

  /**
   * Takes a command; one that means nothing here is ignored, as MIDI has it.
   *
   * @param command as {@link Midi} has it
   */
  void received(Role role, int command) {
    if (Midi.kind(command) == Midi.CONTROL) {
      control(role, command);
    } else if (Midi.kind(command) == Midi.PROGRAM) {
      programs.set(Midi.channel(command), new Program(role, Midi.first(command)));
      if (!due.getAndSet(true)) {
        aside.execute(this::changeHands);
      }
    }
  }

  private void control(Role role, int command) {
    int controller = Midi.first(command);
    int value = Midi.second(command);
    In now = in;
    if (controller == now.temperature) {
      double temperature = space.maxTemperature() * value / HIGHEST;
      submit(role, Midi.channel(command), WriterNodes::temperature, List.of(temperature));
    } else if (controller == now.restart && value >= PRESSED) {
      submit(role, Midi.channel(command), WriterNodes::restart, List.of());
    }
  }

  private void changeHands() {
    due.set(false);
    for (int channel = 0; channel < programs.length(); channel++) {
      Program program = programs.getAndSet(channel, null);
      List<WriterNodes> writers = writers(channel);
      if (program == null || writers.isEmpty()) {
        continue;
      }
      Backstage hands = writers.getFirst().hand().backstage();
      List<String> names = hands == null ? List.of() : hands.names();
      if (program.number < names.size()) {
        String name = names.get(program.number);
        submit(program.role, channel, WriterNodes::hand, List.of(name));
      }
    }
  }

  private void submit(
      Role role, int channel, Function<WriterNodes, Node> node, List<Object> arguments) {
    for (WriterNodes writer : writers(channel)) {
      var _ = control.submit(role, node.apply(writer).address(), arguments); // which counts
    }
  }

  private List<WriterNodes> writers(int channel) {
    List<WriterNodes> writers = space.writers();
    List<Integer> channels = in.channels;
    List<WriterNodes> found = new ArrayList<>();
    for (int i = 0; i < Math.min(writers.size(), channels.size()); i++) {
      if (channels.get(i) == channel) {
        found.add(writers.get(i));
      }
    }
    return found;
  }
}
