package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.FreshJvm;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwinParityTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> sizes() {
    return Stream.of(1, 13, 207, 500, 702)
        .flatMap(
            units ->
                Stream.of(1, 3, 6, 17, 64)
                    .flatMap(
                        writers ->
                            Stream.of(false, true)
                                .map(int8 -> Arguments.of(units, writers, int8))));
  }

  @ParameterizedTest(name = "{0} units, {1} writers, int8 {2}")
  @MethodSource("sizes")
  void shouldStepAsTheOtherTwin(int units, int writers, boolean int8) {
    double difference = Parity.difference(units, writers, int8);
    assertTrue(difference <= TOLERANCE, "apart by " + difference);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void shouldStepAsTheOtherTwinOnShorterVectors(int bytes) throws Exception {
    String[] said = parity(bytes).split(" ");
    int bits = Integer.parseInt(said[0]);
    assumeTrue(bits == bytes * Byte.SIZE, "this machine has no vectors of that length");
    assertTrue(Double.parseDouble(said[1]) <= TOLERANCE, "apart by " + said[1]);
  }

  @Test
  void shouldChooseVectorsWhereTheirModuleIs() {
    assertEquals(Twin.VECTOR, Twin.preferred());
    assertTrue(Twin.choice().startsWith("vectors of "), Twin.choice());
  }

  @Test
  void shouldNameTheFlagWithoutWhichItIsPlainJava() throws Exception {
    assertEquals(
        "plain Java, since the JVM was started without --add-modules jdk.incubator.vector",
        FreshJvm.run(List.of(), Choice.class));
  }

  /** What {@link Parity} says in a JVM whose vectors are at most this long. */
  private static String parity(int vectorBytes) throws IOException, InterruptedException {
    return FreshJvm.run(
        List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=" + vectorBytes),
        Parity.class);
  }
}
