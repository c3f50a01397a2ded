package inkcast.midi;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A port that keeps what was let go, in hexadecimal digits. */
final class Heard implements Port {
  final List<String> commands = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @Override
  public boolean send(int command, long timeNs) {
    sent.add(HexFormat.of().toHexDigits(command, 6));
    times.add(timeNs);
    return true;
  }

  @Override
  public void flush() {
    commands.addAll(sent);
    sent.clear();
  }

  /** What came since this was last asked. */
  List<String> take() {
    List<String> all = List.copyOf(commands);
    commands.clear();
    return all;
  }

  /** Of these kinds alone, such as 8 and 9 for notes. */
  List<String> take(String kinds) {
    return take().stream().filter(command -> kinds.indexOf(command.charAt(0)) >= 0).toList();
  }
}
