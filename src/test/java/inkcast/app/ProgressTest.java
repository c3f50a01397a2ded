package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private long nowNs = -7;

  @Test
  void shouldSayNothingOfWhatIsShort() {
    try (Progress progress = progress(true)) {
      pass(1900);
      progress.show(0.9, "");
    }
    assertEquals("", text.toString());
  }

  @Test
  void shouldDrawABarInPlaceAndClearIt() {
    try (Progress progress = progress(true)) {
      pass(5000);
      progress.show(0.25, "loss 1.5,");
      assertEquals("\rink [======                  ]  25% loss 1.5, 0:15 left", text.toString());
      pass(100);
      progress.show(0.26, "loss 1.4,");
    }
    String line = "ink [======                  ]  25% loss 1.5, 0:15 left";
    assertEquals("\r" + line + "\r" + " ".repeat(line.length()) + "\r", text.toString());
  }

  @Test
  void shouldWriteFewLinesToAFile() {
    try (Progress progress = progress(false)) {
      for (int second = 0; second <= 100; second++) {
        progress.show(second / 100.0, "");
        pass(1000);
      }
    }
    assertEquals(4, text.toString().lines().count(), text.toString());
    assertTrue(text.toString().lines().allMatch(line -> line.endsWith("left")), text.toString());
  }

  private Progress progress(boolean inPlace) {
    return new Progress("ink", new PrintWriter(text), inPlace, () -> nowNs);
  }

  private void pass(int ms) {
    nowNs += Duration.ofMillis(ms).toNanos();
  }
}
