package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.FreshJvm;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon in a fresh JVM, by its outputs: what its ticks allocate. */
class DaemonAllocationTest {
  private static final int TICKS = 1_000; // of a window
  private static final String STROKES = "/inkcast/writer/*/{stroke,pen}";
  private static final String ONE = "/inkcast/writer/1/stroke";

  @TempDir private Path folder;

  @Test
  void shouldAllocateNothingWithOscOut() throws Exception {
    assertTrue(steady()[1] > TICKS);
  }

  @Test
  void shouldAllocateNothingWithOscOutAndPhones() throws Exception {
    long[] window = steady(STROKES, ONE);
    assertTrue(window[1] > TICKS);
    assertTrue(window[2] > 0);
  }

  @Test
  void shouldAllocateNothingOnceWritersHaveAnotherHand() throws Exception {
    Files.copy(Path.of("weights/cursive.safetensors"), folder.resolve("neat.safetensors"));
    long[] window =
        steady(STROKES, "{\"address\": \"/inkcast/writer/[1-3]/hand\", \"args\": [\"neat\"]}");
    assertTrue(window[1] > TICKS);
  }

  /** Bytes, datagrams and frames of a window without a byte. */
  private long[] steady(String... listens) throws Exception {
    try (DatagramSocket receiver =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      // So small that no writer comes to a line's end by itself, which would cost a colour.
      String config =
          """
          rate: 1000
          writers: 8
          scale: 0.01
          hands: [weights, "%s"]
          server: {port: 0}
          osc: {targets: ["127.0.0.1:%d"], refresh: 1s}
          midi: {rtp: {enabled: true, port: 0}, gate: stroke, mpe: true, osc: true}
          """
              .formatted(folder, receiver.getLocalPort());
      Path file = Files.writeString(folder.resolve("inkcast.yaml"), config);
      String[] arguments = new String[1 + listens.length];
      arguments[0] = file.toString();
      System.arraycopy(listens, 0, arguments, 1, listens.length);
      String[] said =
          FreshJvm.run(SteadyDaemon.class, arguments).lines().toList().getLast().split(" ");
      assertEquals("0", said[0], "bytes");
      return new long[] {0, Long.parseLong(said[1]), Long.parseLong(said[2])};
    }
  }
}
