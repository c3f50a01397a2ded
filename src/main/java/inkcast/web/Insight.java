package inkcast.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How it is with the whole, for whoever asks by HTTP. Called on the event loop; must not wait. */
public interface Insight {
  /** Whether ticks advance. */
  boolean ticking();

  /** What is wrong now, a sentence each. */
  default List<String> troubles() {
    return List.of();
  }

  /**
   * All figures for Prometheus.
   *
   * @param accept what HTTP's header says, or null
   * @return completes soon, on any thread
   */
  default CompletableFuture<Text> figures(@Nullable String accept) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("no figures"));
  }

  /**
   * What a writer has on its page.
   *
   * @param writer its number
   * @return an SVG, empty if there is no such writer; completes soon, on any thread, and fails if
   *     too many ask at once
   */
  default CompletableFuture<Optional<byte[]>> drawing(int writer) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * Something to read.
   *
   * @param type of the content
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  record Text(String type, byte[] body) {}
}
