package inkcast.draw;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How ink came about, for programs: the JSON in an SVG's {@code metadata}. What is null is left out
 * but for the seed.
 *
 * @param writer who wrote it, from 1
 * @param line how many lines it had begun before
 * @param hand name of the weights
 * @param seed of the random source; null: another each time
 * @param begun time, ISO 8601
 * @param ended likewise; null: it is not finished
 * @param strokes in all, drawn or not
 * @param temperature over the strokes
 * @param unit millimetres a page unit
 */
@JsonInclude(Include.NON_NULL)
public record Provenance(
    @Nullable Integer writer,
    @Nullable Integer line,
    String hand,
    @JsonInclude(Include.ALWAYS) @Nullable Long seed,
    @Nullable String begun,
    @Nullable String ended,
    long strokes,
    List<Since> temperature,
    @JsonProperty("mm_per_unit") double unit) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A point of a curve that has steps: {@code [0, 0.65]}.
   *
   * @param stroke the first that was made so, from 0
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Since(long stroke, float temperature) {}

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers and names can be written", e);
    }
  }
}
