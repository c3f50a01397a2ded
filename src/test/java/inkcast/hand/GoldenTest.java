package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inkcast.model.Batch;
import inkcast.model.Mixture;
import inkcast.model.ScalarLstm;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The imported model computes what the published JavaScript does in double precision. */
@Tag("seed")
class GoldenTest {
  private static final double TOLERANCE = 1e-5; // times max(1, |value|)

  @Test
  void shouldComputeWhatThePublishedCodeComputes() throws Exception {
    Hand hand = Published.read(SeedModel.file("weights.json"), "published");
    JsonNode golden = new JsonMapper().readTree(SeedModel.file("golden.json").toFile());
    float scale = golden.get("scale_factor").floatValue();
    Map<Integer, JsonNode> checks = new HashMap<>();
    golden.get("checks").forEach(check -> checks.put(check.get("step").intValue(), check));

    Batch batch = new Batch(hand.weights(), 1);
    Mixture mixture = new Mixture(hand.weights().mixtures());
    double sum = 0;
    int step = 0;
    for (JsonNode stroke : golden.get("strokes")) {
      new ScalarLstm().update(batch, new int[] {0}, 1);
      mixture.read(batch, 0);
      step++;
      JsonNode check = checks.remove(step);
      if (check != null) {
        check(check, batch, mixture);
      }
      double dx = stroke.get(0).doubleValue() / scale;
      double dy = stroke.get(1).doubleValue() / scale;
      double pen = stroke.get(2).doubleValue();
      double nll = -mixture.logLikelihood(dx, dy, pen);
      assertEquals(golden.get("nll").get(step - 1).doubleValue(), nll, 0.001, "stroke " + step);
      sum += nll;
      batch.input(0, (float) dx, (float) dy, (float) pen);
    }
    assertEquals(Map.of(), checks, "checks that no step reached");
    assertEquals(-2.9914, sum / step, 0.001);
  }

  private static void check(JsonNode check, Batch batch, Mixture mixture) {
    String at = " at step " + check.get("step");
    JsonNode pdf = check.get("pdf");
    assertClose(check.get("hidden"), unit -> batch.hidden(0, unit), "hidden" + at);
    assertClose(check.get("cell"), unit -> batch.cell(0, unit), "cell" + at);
    assertClose(pdf.get("pi"), mixture::pi, "pi" + at);
    assertClose(pdf.get("mu_x"), mixture::muX, "mu x" + at);
    assertClose(pdf.get("mu_y"), mixture::muY, "mu y" + at);
    assertClose(pdf.get("sigma_x"), mixture::sigmaX, "sigma x" + at);
    assertClose(pdf.get("sigma_y"), mixture::sigmaY, "sigma y" + at);
    assertClose(pdf.get("rho"), mixture::rho, "rho" + at);
    assertClose(pdf.get("pen_up"), k -> mixture.penUp(), "pen" + at);
  }

  private static void assertClose(JsonNode expected, IntToDoubleFunction found, String what) {
    for (int i = 0; i < expected.size(); i++) {
      double value = expected.get(i).doubleValue();
      double tolerance = TOLERANCE * Math.max(1, Math.abs(value));
      assertEquals(value, found.applyAsDouble(i), tolerance, what + " [" + i + "]");
    }
  }
}
