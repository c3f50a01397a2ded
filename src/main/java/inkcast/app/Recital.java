package inkcast.app;

import inkcast.config.Config;
import inkcast.midi.Mapping;
import inkcast.midi.MidiFile;
import inkcast.writer.Page;
import inkcast.writer.Writer;
import java.io.IOException;
import java.util.List;

/** Lines of writing, played one after another as the daemon plays them by default. */
final class Recital {
  private Recital() {}

  /**
   * The bytes of a Standard MIDI File.
   *
   * @param setup who wrote them
   * @param title what it is, for people
   */
  static byte[] encode(List<Sheet.Line> lines, Writer.Setup setup, String title)
      throws IOException {
    Config config = Config.defaults();
    Mapping mapping = MidiPart.mappings(config).getFirst();
    Page page = setup.page();
    MidiFile file = new MidiFile(title, mapping, page.width(), page.height(), config.rate());
    for (Sheet.Line line : lines) {
      file.restarted();
      float x = setup.start().x();
      float y = setup.start().y();
      boolean down = true;
      for (float[] stroke : line.strokes()) {
        boolean drawn = down;
        down = stroke[2] == 0;
        x += stroke[0];
        y += stroke[1];
        file.wrote(x, y, stroke[0], stroke[1], drawn, down);
      }
    }
    return file.end();
  }
}
