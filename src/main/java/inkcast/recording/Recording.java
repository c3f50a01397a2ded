package inkcast.recording;

import inkcast.packet.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording that can be played. Immutable.
 *
 * @param path of its file
 * @param prefix of every address in it
 * @param state the value of every node when it began
 * @param writers there were then
 */
public record Recording(Path path, String prefix, List<Told> state, int writers) {

  /**
   * Looks at the beginning of a file.
   *
   * @throws RecordingException if it is no recording, or one that this program cannot read
   * @throws IOException if it cannot be read at all
   */
  public static Recording open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new RecordingException(
          path, Files.exists(path) ? "expected a file" : "no such file or folder");
    }
    try (BundleReader reader = new BundleReader(path)) {
      return of(path, reader);
    }
  }

  private static Recording of(Path path, BundleReader reader) throws IOException {
    BundleReader.Bundle first = reader.next();
    List<Message> messages = first == null ? List.of() : first.messages();
    Message format = messages.isEmpty() ? null : messages.getFirst();
    if (format == null
        || !format.address().equals(Format.FORMAT)
        || format.arguments().size() < 2
        || !(format.arguments().get(0) instanceof Integer version)
        || !(format.arguments().get(1) instanceof String prefix)) {
      throw new RecordingException(
          path,
          "expected a recording of Inkcast, found "
              + (reader.torn() == null ? "something else" : "a file that " + reader.torn()));
    }
    if (version > Format.VERSION) {
      throw new RecordingException(
          path,
          "expected a recording of form %d, found form %d, of a later Inkcast"
              .formatted(Format.VERSION, version));
    }
    List<Told> state = new ArrayList<>();
    int writers = 0;
    for (Message message : messages) {
      Told told = Told.of(message);
      if (told.kind() == Told.Kind.STATE) {
        writers = told.count();
      } else if (told.kind() == Told.Kind.SILENT) {
        state.add(told);
      }
    }
    return new Recording(path, prefix, List.copyOf(state), writers);
  }
}
