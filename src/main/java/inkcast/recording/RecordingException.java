package inkcast.recording;

import java.io.IOException;
import java.nio.file.Path;

/** A recording that cannot be played; the message is one readable line: file, fault. */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1;

  RecordingException(Path file, String fault) {
    super(file + ": " + fault);
  }
}
