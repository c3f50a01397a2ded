package inkcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Adds a line to {@code target/skipped-peers.txt} for each test tagged {@code peer} that did not
 * run. JUnit knows the tags, its reports do not; {@code .ci/run} fails if there is a line.
 */
public final class SkippedPeers implements TestExecutionListener {
  private static final Path LIST = Path.of("target", "skipped-peers.txt");
  private static final TestTag PEER = TestTag.create("peer");

  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  /** An assumption that did not hold. */
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      note(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
    }
  }

  /** A condition that did not hold. */
  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    note(test, reason);
  }

  private void note(TestIdentifier test, String reason) {
    boolean tagged =
        test.getTags().contains(PEER)
            || plan.getDescendants(test).stream().anyMatch(part -> part.getTags().contains(PEER));
    if (!tagged) {
      return;
    }
    String line = test.getUniqueId().replaceAll(".*/\\[class:", "[class:") + ": " + reason + "\n";
    try {
      Files.createDirectories(LIST.getParent());
      Files.writeString(LIST, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
