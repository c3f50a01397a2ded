package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.midi.Mapping;
import inkcast.midi.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MidiPartTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldKnowEveryScaleByItsName(Scale scale) throws Exception {
    String name = scale.name().toLowerCase(Locale.ROOT).replace('_', '-');
    assertEquals(scale, mappings("midi: {scale: " + name + "}").getFirst().scale());
    assertTrue(Files.readString(Path.of("config/inkcast.yaml")).contains(name));
  }

  @Test
  void shouldGiveEachWriterAChannelByItsNumber() throws Exception {
    List<Integer> channels = channels("writers: 18");
    assertEquals(List.of(0, 1), channels.subList(0, 2));
    assertEquals(List.of(15, 0, 1), channels.subList(15, 18));
    channels = channels("writers: 17\nmidi: {mpe: true}");
    assertEquals(List.of(1, 2), channels.subList(0, 2)); // the first is the zone's master
    assertEquals(List.of(15, 1, 2), channels.subList(14, 17));
    assertEquals(List.of(0, 9), channels("writers: [{}, {midi: {channel: 10}}]"));
  }

  @Test
  void shouldMakeALineAsHighAsItsWritingIsLarge() throws Exception {
    List<Mapping> mappings = mappings("scale: 5\nwriters: [{}, {scale: 20}]");
    assertEquals(70, mappings.get(0).height());
    assertEquals(280, mappings.get(1).height());
  }

  private List<Integer> channels(String yaml) throws Exception {
    return mappings(yaml).stream().map(Mapping::channel).toList();
  }

  private List<Mapping> mappings(String yaml) throws Exception {
    return MidiPart.mappings(
        Config.load(Files.writeString(folder.resolve("inkcast.yaml"), yaml + "\n")));
  }
}
