package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private long seconds;

  @Test
  void shouldSayNothingOfAShortTask() {
    try (Progress progress = progress(true)) {
      seconds = 1;
      progress.show(0.99, "");
    }
    assertEquals("", text.toString());
  }

  @Test
  void shouldDrawABarOnATerminalAndWipeItAway() {
    try (Progress progress = progress(true)) {
      seconds = 10;
      progress.show(0.25, "loss 1,");
      assertTrue(text.toString().contains(" 25% loss 1, 0:30 left"), text.toString());
      seconds = 11;
      progress.show(0.5, "");
      assertTrue(text.toString().contains("[============            ]"), text.toString());
      assertFalse(text.toString().contains("\n"));
    }
    assertTrue(text.toString().endsWith("\r"));
  }

  @Test
  void shouldPrintALineNowAndThenElsewhere() {
    try (Progress progress = progress(false)) {
      for (seconds = 0; seconds < 65; seconds++) {
        progress.show(seconds / 6000.0, "");
      }
    }
    assertEquals(3, text.toString().lines().count());
    assertTrue(text.toString().startsWith("render [") && text.toString().endsWith("98:58 left\n"));
  }

  private Progress progress(boolean terminal) {
    LongSupplier nanoTime = () -> TimeUnit.SECONDS.toNanos(seconds);
    return new Progress("render", new PrintWriter(text), terminal, nanoTime);
  }
}
