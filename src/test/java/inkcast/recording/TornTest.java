package inkcast.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as power cuts, and other programs, leave them. */
class TornTest {
  private static final int TICKS = 5;

  @TempDir private Path folder;
  private byte[] whole;
  private int end; // where the last bundle begins

  @BeforeEach
  void record() throws IOException {
    Counters counters = new Counters();
    Performance performance = Scribblers.perform(2, counters);
    Path file = folder.resolve("whole.osc");
    long[] due = {0};
    try (Recorder recorder =
        new Recorder(
            RecordingFile.create(file), "test 1", performance.space(), () -> due[0], counters)) {
      performance.outputs(java.util.List.of(recorder));
      for (int i = 0; i < TICKS; i++) {
        due[0] += 1_000_000;
        performance.tick(due[0], 0);
      }
    }
    whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += Integer.BYTES + ByteBuffer.wrap(whole).getInt(at)) {
      end = at;
    }
  }

  @Test
  void shouldReadAllUpToWhereItIsCutOff() throws IOException {
    assertEquals(TICKS + 1, Memory.read(write(whole)).size());
    for (int length = end; length < whole.length; length++) {
      assertEquals(TICKS, Memory.read(write(Arrays.copyOf(whole, length))).size());
    }
  }

  @Test
  void shouldSayWhereItIsTorn() throws IOException {
    assertTorn("ends within a tick at byte " + end, b -> {}, whole.length - 4);
    assertTorn("holds nothing but zeros at byte " + whole.length, b -> {}, whole.length + 4096);
    assertTorn("holds no OSC bundle", b -> b.putInt(end, -1), whole.length);
    assertTorn("holds no OSC bundle", b -> b.putInt(end + 20, 1 << 30), whole.length);
    assertTorn("cannot be read (expected", b -> b.putInt(end + 24, 7), whole.length);
  }

  @Test
  void shouldRefuseWhatIsNoRecording() throws IOException {
    assertRefused("expected a recording of Inkcast, found something else", new byte[0]);
    assertRefused("found a file that holds no OSC bundle at byte 0", "no recording".getBytes());
    assertRefused("ends within a tick", Arrays.copyOf(whole, 100));
    byte[] later = whole.clone();
    later[0x37] = 9;
    assertRefused("expected a recording of form 1, found form 9, of a later Inkcast", later);
    assertRefused("says that there are -2 writers at byte 0", withWriters(-2));
    assertRefused("says that there are 4097 writers at byte 0", withWriters(4_097));
    byte[] huge = Arrays.copyOf(whole, (1 << 25) + 8);
    ByteBuffer.wrap(huge).putInt(0, huge.length - Integer.BYTES);
    assertRefused("holds no OSC bundle at byte 0", huge);
    Path missing = folder.resolve("missing");
    assertEquals(
        missing + ": no such file or folder",
        assertThrows(RecordingException.class, () -> Recording.open(missing)).getMessage());
    assertEquals(
        folder + ": expected a file",
        assertThrows(RecordingException.class, () -> Recording.open(folder)).getMessage());
  }

  /** The recording, whose first state says so many. */
  private byte[] withWriters(int count) {
    byte[] bytes = whole.clone();
    String tags = "/recording/state\0\0\0\0,i\0\0";
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(tags) + tags.length();
    ByteBuffer.wrap(bytes).putInt(at, count);
    return bytes;
  }

  private void assertRefused(String why, byte[] bytes) throws IOException {
    Path file = write(bytes);
    String message =
        assertThrows(RecordingException.class, () -> Recording.open(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.contains(why), message);
  }

  private void assertTorn(String what, Consumer<ByteBuffer> damage, int length) throws IOException {
    byte[] bytes = Arrays.copyOf(whole, length);
    damage.accept(ByteBuffer.wrap(bytes));
    try (BundleReader reader = new BundleReader(write(bytes))) {
      int bundles = 0;
      while (reader.next() != null) {
        bundles++;
      }
      assertEquals(length > whole.length ? TICKS + 1 : TICKS, bundles);
      String torn = assertNotNullTorn(reader);
      assertTrue(torn.startsWith(what), torn);
    }
  }

  private static String assertNotNullTorn(BundleReader reader) {
    assertNotNull(reader.torn());
    return reader.torn();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("torn.osc"), bytes);
  }
}
