package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import inkcast.stage.Commands.Command;
import inkcast.stage.Refusal;
import inkcast.stage.Role;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.web.TextCommand.Message;
import inkcast.web.TextCommand.Unreadable;
import java.nio.charset.StandardCharsets;

/**
 * One text frame, read and carried out by an operator, without the connection and the ticks that
 * make {@link ClientFuzzTest} thorough and slow. Seeds: this test's resources; how to fuzz:
 * CONTRIBUTING.md.
 */
class TextCommandFuzzTest {
  private final Performance performance = Scribblers.perform(2, new Counters());

  @FuzzTest(maxDuration = "")
  void shouldReadOrRefuseWhateverComes(byte[] text) {
    try {
      if (TextCommand.parse(new String(text, StandardCharsets.UTF_8)) instanceof Message message) {
        Refusal refusal =
            performance.control().submit(Role.OPERATOR, message.address(), message.arguments());
        assertTrue(refusal == null || !refusal.message().isEmpty());
      }
    } catch (Unreadable e) {
      assertTrue(e.about().length() <= TextCommand.EXCERPT, e.about());
    }
    Command command = performance.commands().poll();
    while (command != null) {
      command.run();
      command = performance.commands().poll();
    }
  }
}
