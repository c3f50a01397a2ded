package inkcast;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Looks every 5 ms whether what a test awaits is there: a tenth of a second adds up. */
public final class PromptAwaits implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }
}
