package inkcast.app;

import inkcast.draw.FairCopy;
import inkcast.hand.Hands;
import inkcast.writer.Manner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped hand goes on in a visitor's manner. */
class MannerTest {
  private static final float SCALE = 10;

  @ParameterizedTest
  @CsvSource({"0.6, 1.4", "-0.5, 1.0", "0.3, 0.6"})
  void shouldLieNearerToTheVisitorsThanAnUnprimedWriters(double slant, double size)
      throws Exception {
    List<List<FairCopy.Point>> drawn =
        Manner.hello(2, slant, size).stream()
            .map(stroke -> Stream.of(stroke).map(p -> new FairCopy.Point(p[0], p[1])).toList())
            .toList();
    List<float[]> written =
        FairCopy.of(drawn, 1).stream()
            .map(
                step ->
                    new float[] {
                      (float) (SCALE * step.dx()), (float) (SCALE * step.dy()), step.lifts() ? 1 : 0
                    })
            .toList();
    Manner.assertTakenUp(
        Hands.file(Path.of("weights", "cursive.safetensors")).weights(), SCALE, written);
  }
}
