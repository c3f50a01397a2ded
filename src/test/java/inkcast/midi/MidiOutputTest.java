package inkcast.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.midi.Mapping.Gate;
import inkcast.model.RandomWeights;
import inkcast.model.Twin;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.writer.Ensemble;
import inkcast.writer.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real writers who play. */
class MidiOutputTest {
  private static final long PERIOD_NS = 16_666_667;
  private static final int WRITERS = 18; // so that two pairs share a channel

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(WRITERS, counters);
  private final MidiOutput output =
      new MidiOutput(performance.space(), mappings(WRITERS), false, 1920, 1080, () -> now());
  private final Heard heard = new Heard();
  private long ticks;

  private static List<Mapping> mappings(int count) {
    List<Mapping> mappings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mappings.add(
          new Mapping(i % 16, Scale.PENTATONIC, 48, 24, 16, 40, 120, Gate.PEN, 16, 17, 18));
    }
    return mappings;
  }

  private long now() {
    return ticks * PERIOD_NS;
  }

  @Test
  void shouldPlayWhatIsWrittenAndEndAllOfIt() {
    play(2_000);
    Map<String, Integer> sounding = sounding(heard.take("89"));
    assertTrue(sounding.size() > 4, sounding::toString);
    assertNull(performance.control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1)));
    play(1);
    List<String> ends = heard.take("89");
    sounding.keySet().forEach(note -> assertTrue(ends.contains("8" + note + "40"), note));
    assertEquals(sounding.size(), ends.size(), ends::toString);
    play(10);
    assertEquals(List.of(), heard.take());
  }

  @Test
  void shouldSayEachControllerOnceATickAndChannel() {
    for (int tick = 0; tick < 300; tick++) {
      play(1);
      List<String> said = heard.take("b");
      assertEquals(
          said.size(), said.stream().map(command -> command.substring(0, 4)).distinct().count());
    }
  }

  @Test
  void shouldLeaveAChannelsControllersToTheLowestNumber() {
    assertNull(performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(1)));
    play(1);
    heard.take();
    play(100); // writer 17 writes on
    List<String> said = heard.take("b");
    assertTrue(said.stream().noneMatch(command -> command.startsWith("b0")), said::toString);
    assertTrue(said.stream().anyMatch(command -> command.startsWith("b1")));
  }

  @Test
  void shouldTellOthersWhatEachPlays() {
    Performance told =
        Scribblers.perform(RandomWeights.of(16, 3, 1), WRITERS, true, new Counters());
    List<String> lines = new ArrayList<>();
    MidiOutput first = new MidiOutput(told.space(), mappings(WRITERS), false, 1920, 1080, () -> 0);
    first.channels().ports(heard);
    told.outputs(
        List.of(
            first,
            new Output() {
              @Override
              public void changed(Node node) {
                if (node.types().equals("m")) {
                  lines.add("%s %06x".formatted(node.address(), (int) node.numbers()[0]));
                }
              }

              @Override
              public void endOfTick(long wallMillis) {
                lines.add("end");
              }
            }));
    for (int i = 0; i < 300; i++) {
      told.tick(i * PERIOD_NS, 0);
    }
    assertTrue(
        lines.indexOf("/inkcast/writer/2/midi " + heard.commands.getFirst().replace("b0", "b1"))
            < lines.indexOf("end"));
    assertTrue(lines.stream().anyMatch(line -> line.matches("/inkcast/writer/17/midi 9.*")));
    assertTrue(lines.stream().noneMatch(line -> line.matches("/inkcast/writer/17/midi b.*")));
    // Only notes that two of a channel play at once are told by each, and once to all.
    assertEquals(
        heard.take("be9"),
        lines.stream()
            .filter(line -> line.matches(".*midi [be9].*"))
            .map(line -> line.substring(line.length() - 6))
            .toList());
  }

  @Test
  void shouldGiveATickOneTime() {
    play(50);
    assertEquals(50, heard.times.getLast() / PERIOD_NS);
    assertTrue(heard.times.stream().allMatch(time -> time % PERIOD_NS == 0));
    assertEquals(heard.times.stream().sorted().toList(), heard.times);
  }

  @Test
  void shouldBeginAnewFromSilence() {
    play(500);
    Map<String, Integer> sounding = sounding(heard.take("89"));
    assertTrue(sounding.size() > 2, sounding::toString);
    output.beginAnew(performance.space().tree());
    List<String> ends = heard.take("89");
    sounding.keySet().forEach(note -> assertTrue(ends.contains("8" + note + "40"), note));
    assertEquals(sounding.size(), ends.size(), ends::toString);
    play(20);
    assertTrue(heard.take("9").size() >= sounding.size());
  }

  @Test
  void shouldEndTheNotesOfWhoLeaves() {
    play(500);
    Map<String, Integer> sounding = sounding(heard.take("89"));
    Runnable played = output.prepare(mappings(0), false);
    Runnable left = performance.prepare(0, List.of(), 2);
    performance.commands().offer(left::run);
    performance.commands().offer(played::run);
    play(1);
    List<String> ends = heard.take("89");
    assertEquals(
        sounding.keySet().stream().map(note -> "8" + note + "40").sorted().toList(),
        ends.stream().sorted().toList());
  }

  @Test
  void shouldLetWhoComesPlayToo() {
    play(5);
    Runnable played =
        output.prepare(mappings(WRITERS + 1), false); // before there is a tree of them
    List<Part> parts = Scribblers.parts(RandomWeights.of(16, 3, 1), WRITERS + 1);
    Runnable come =
        performance.prepare(
            WRITERS,
            Ensemble.form(parts.subList(WRITERS, WRITERS + 1), WRITERS + 1, Twin.SCALAR::lstm),
            2);
    performance.commands().offer(come::run);
    performance.commands().offer(played::run);
    performance.control().submit(Role.OPERATOR, "/inkcast/writer/[1-9]*/pause", List.of(1));
    play(1);
    performance
        .control()
        .submit(Role.OPERATOR, "/inkcast/writer/" + (WRITERS + 1) + "/pause", List.of(0));
    heard.take();
    play(500);
    List<String> notes = heard.take("89");
    assertTrue(notes.size() > 4, notes::toString);
    assertTrue(notes.stream().allMatch(note -> note.charAt(1) == '2'), notes::toString);
  }

  @Test
  void shouldBeginANoteAnewThatIsPlayedOtherwise() {
    play(500);
    Map<String, Integer> before = sounding(heard.take("89"));
    List<Mapping> other = new ArrayList<>(mappings(WRITERS));
    other.replaceAll(m -> mapping(m, 15 - m.channel()));
    performance.commands().offer(output.prepare(other, false)::run);
    play(1);
    List<String> moved = heard.take("89");
    before.keySet().forEach(note -> assertTrue(moved.contains("8" + note + "40"), note));
    assertTrue(moved.stream().anyMatch(command -> command.startsWith("9")));
  }

  private static Mapping mapping(Mapping m, int channel) {
    return new Mapping(
        channel,
        m.scale(),
        m.root(),
        m.span(),
        m.height(),
        1,
        2,
        m.gate(),
        m.x(),
        m.y(),
        m.speed());
  }

  private void play(int count) {
    if (ticks == 0) {
      performance.outputs(List.of(output));
      output.channels().ports(heard);
    }
    for (int i = 0; i < count; i++) {
      ticks++;
      performance.tick(now(), 0);
    }
  }

  /** Channel and note of what was begun and not ended. */
  private static Map<String, Integer> sounding(List<String> commands) {
    Map<String, Integer> notes = new HashMap<>();
    for (String command : commands) {
      String note = command.substring(1, 4);
      if (command.startsWith("9")) {
        notes.merge(note, 1, Integer::sum);
      } else {
        notes.remove(note);
      }
    }
    return notes;
  }
}
