package inkcast.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a webhook is told.
 *
 * @param name of the piece
 * @param time when it was seen
 * @param over whether the trouble is over
 * @param details figures at that time
 */
record Notice(String name, Instant time, Trouble trouble, boolean over, Map<String, Long> details) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The body of the request. */
  String json() {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("name", name)
            .put("time", text(time))
            .put("state", over ? "recovered" : "trouble")
            .put("trouble", trouble.name())
            .put("about", trouble.about())
            .put("what", trouble.what())
            .put("since", text(trouble.since()))
            .put("text", sentence()); // what chat programs show
    ObjectNode figures = json.putObject("details");
    details.forEach(figures::put);
    return json.toString();
  }

  private String sentence() {
    if (!over) {
      return name + ": " + trouble.what();
    }
    // A clock that was set back must not make it a negative one.
    long minutes = Math.max(0, Duration.between(trouble.since(), time).toMinutes());
    return "%s: over after %d min: %s".formatted(name, minutes, trouble.what());
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
