package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReadStrokesInModelUnits() throws Exception {
    List<float[]> streams =
        read("{\"scale_factor\": 2, \"x\": 1, \"strokes\": [[4,-1,0],[0,6,1]]}");
    assertEquals(1, streams.size());
    assertArrayEquals(new float[] {2, -0.5f, 0, 0, 3, 1}, streams.getFirst());
  }

  @Test
  void shouldReadStreams() throws Exception {
    List<float[]> streams = read("{\"streams\": [[[1,2,0]], [], [[3,4,1]]], \"scale_factor\": 1}");
    assertEquals(3, streams.size());
    assertEquals(0, streams.get(1).length);
    assertArrayEquals(new float[] {3, 4, 1}, streams.get(2));
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    float[] first = {0.1234f, -2.5f, 0, 3, 0, 1};
    byte[] bytes = StrokeFile.bytes(Map.of("name", "ours"), List.of(first, new float[0]));
    assertEquals(
        "{\"name\":\"ours\",\"scale_factor\":1,\"streams\":[[[0.123,-2.5,0],[3.0,0.0,1]],[]]}",
        new String(bytes, StandardCharsets.UTF_8));
    List<float[]> streams =
        StrokeFile.read(Files.write(folder.resolve("ink.json"), bytes)).streams();
    assertArrayEquals(new float[] {0.123f, -2.5f, 0, 3, 0, 1}, streams.getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"scale_factor":1,"strokes":[[1,2,0],[1,2]]}       | strokes[1]: expected [dx, dy, pen], found 2 numbers
          {"scale_factor":1,"strokes":[[1,2,0.5]]}           | strokes[0]: expected pen 0 or 1, found 0.5
          {"scale_factor":1,"streams":[[[1,2,0]],[["1",2,0]]]} | streams[1][0]: expected finite numbers, found "1"
          {"scale_factor":1,"strokes":[[1e99,2,0]]}          | strokes[0]: expected finite numbers, found 1e99
          {"scale_factor":0,"strokes":[[1,2,0]]}             | scale_factor: expected a number above 0, found 0
          {"strokes":[[1,2,0]]}                              | scale_factor
          {"scale_factor":1,"strokes":[]}                    | expected strokes, found none
          {"scale_factor":1}                                 | expected either strokes or streams
          {"scale_factor":1,"streams":3}                     | streams: expected an array, found 3
          [1]                                                | file: expected {"scale_factor": ..., "strokes": ...}, found [
                                                             | file: expected {"scale_factor": ..., "strokes": ...}, found nothing
          {"scale_factor":1,"strokes":[[1,2,0,3]]}           | strokes[0]: expected [dx, dy, pen], found more
          {"scale_factor":1,"strokes":[[1,2,0]],"streams":[]} | file: expected either strokes or streams, found both
          {"scale_factor":1,"strokes":[[1,2,0]               | not JSON
          {                                                  | not JSON
          {"scale_factor":1,"strokes":[[1,2,0]]} x           | not JSON
          {"scale_factor":1,"strokes":[[1,2,0]]} {"scale_factor":1} | file: expected nothing after the object, found {
          """)
  void shouldRefuseByFileAndStroke(String text, String message) {
    IOException e = assertThrows(IOException.class, () -> read(text == null ? "" : text));
    assertTrue(e.getMessage().contains("ink.json: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void shouldTellTheLineOfAFault() {
    String text = "{\"scale_factor\": 1,\n \"strokes\": [\n[1, 2, 0],\n[1, 2, 7]\n]}";
    IOException e = assertThrows(IOException.class, () -> read(text));
    assertTrue(
        e.getMessage().endsWith("ink.json: line 4: strokes[1]: expected pen 0 or 1, found 7"),
        e.getMessage());
    IOException cut = assertThrows(IOException.class, () -> read(text.substring(0, 36)));
    assertTrue(cut.getMessage().contains("ink.json: line 3: not JSON"), cut.getMessage());
  }

  @Test
  void shouldKeepWhatAFileTellsOfItself() throws Exception {
    Path file = folder.resolve("ink.json");
    Files.writeString(
        file,
        "{\"licence\": \"CC0\", \"raw\": [[1]], \"scale_factor\": 2,"
            + " \"strokes\": [[2,0,0],[0,3,0],[0,8,1],[40,0,0],[4,0,1]]}");
    Strokes strokes = StrokeFile.read(file);
    assertEquals(Map.of("licence", "CC0"), strokes.about());
    assertEquals(5, strokes.count());
    assertEquals(2, strokes.medianStep(), "of 1.5, 4 and 2: the move by 20 leaves no ink");
  }

  private List<float[]> read(String text) throws IOException {
    return StrokeFile.read(Files.writeString(folder.resolve("ink.json"), text)).streams();
  }
}
