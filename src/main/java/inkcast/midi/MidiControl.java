package inkcast.midi;

import inkcast.rtpmidi.Midi;
import inkcast.stage.Backstage;
import inkcast.stage.Commands;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Role;
import inkcast.stage.WriterNodes;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way in: a channel's controllers and programs act on all writers of the channel. Any thread.
 */
final class MidiControl {
  private static final int HIGHEST = 127;
  private static final int PRESSED = 64; // and above
  private static final int NONE = -1;
  private static final int BY_OPERATOR = HIGHEST + 1; // added to what one has sent

  private final Performance performance;
  private final Counters counters;
  private final Executor aside;
  private volatile In in = new In(List.of(), Mapping.NONE, Mapping.NONE);

  // The newest for each channel, as folders are looked into aside.
  private final AtomicReferenceArray<@Nullable Program> programs =
      new AtomicReferenceArray<>(Midi.CHANNELS);
  private final AtomicBoolean due = new AtomicBoolean();

  // The newest for each channel that the tick has not taken yet, as faders send hundreds a second.
  private final AtomicIntegerArray temperatures = new AtomicIntegerArray(Midi.CHANNELS);

  private record In(List<Integer> channels, int temperature, int restart) {}

  private record Program(Role role, int number) {}

  /**
   * Obeys nothing yet.
   *
   * @param aside a thread that may wait for a disk
   */
  MidiControl(Performance performance, Counters counters, Executor aside) {
    this.performance = performance;
    this.counters = counters;
    this.aside = aside;
    for (int channel = 0; channel < temperatures.length(); channel++) {
      temperatures.set(channel, NONE);
    }
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
    int channel = Midi.channel(command);
    In now = in;
    if (controller == now.temperature) {
      turn(role, channel, value);
    } else if (controller == now.restart && value >= PRESSED) {
      submit(role, channel, WriterNodes::restart, List.of());
    }
  }

  /** Sets the temperature with the next tick, to the newest value there is by then. */
  private void turn(Role role, int channel, int value) {
    int sent = role == Role.OPERATOR ? BY_OPERATOR + value : value;
    if (temperatures.getAndSet(channel, sent) == NONE
        && !performance.commands().offer(new Turn(channel, writers(channel)))) {
      temperatures.set(channel, NONE);
      counters.count(new Refusal(Reason.BUSY, "too many commands are waiting"));
    }
  }

  private final class Turn implements Commands.Command {
    private final int channel;
    private final List<WriterNodes> writers;

    Turn(int channel, List<WriterNodes> writers) {
      this.channel = channel;
      this.writers = writers;
    }

    @Override
    public void run() {
      int sent = temperatures.getAndSet(channel, NONE);
      Role by = sent >= BY_OPERATOR ? Role.OPERATOR : Role.VISITOR;
      double temperature = performance.space().maxTemperature() * (sent % BY_OPERATOR) / HIGHEST;
      for (int i = 0; i < writers.size(); i++) {
        writers.get(i).wildness().set(temperature, by);
      }
    }

    @Override
    public int weight() {
      return writers.size();
    }
  }

  /** One at a time, so that the newest prevails. */
  private synchronized void changeHands() {
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
    List<Node> nodes = writers(channel).stream().map(node).toList();
    if (!nodes.isEmpty()) {
      var _ = performance.control().submit(role, nodes, arguments); // which counts
    }
  }

  private List<WriterNodes> writers(int channel) {
    List<WriterNodes> writers = performance.space().writers();
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
