package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MeasuredDaemonTest {
  @Test
  void shouldSayWhyTheDaemonDidNotStart() {
    IOException e =
        assertThrows(
            IOException.class, () -> new MeasuredDaemon("{writers: [{hand: nobodys}]}").close());
    assertTrue(e.getMessage().contains("nobodys"), e.getMessage());
  }
}
