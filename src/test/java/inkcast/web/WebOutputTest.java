package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import inkcast.packet.Message;
import inkcast.stage.Node;
import inkcast.stage.WriterNodes;
import inkcast.tick.Counter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listening costs the tick's thread. */
class WebOutputTest {
  private static final long WALL_MILLIS = 1_700_000_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void shouldAllocateNothingForStrokesWithThreeListening() {
    try (TestServer server = TestServer.scribbling(8);
        Listener page = new Listener(server.webSocket());
        Listener other = new Listener(server.webSocket());
        Listener tool = new Listener(server.webSocket())) {
      for (Listener listener : new Listener[] {page, other}) {
        listener.listen("/inkcast/writer/*/{stroke,pen}").listen("/inkcast/{page,rate}");
      }
      tool.listen("/inkcast/writer/1/stroke").listen("/inkcast/writer/1/pen");
      await().until(() -> paced(server, page) && !other.frames.isEmpty() && !tool.frames.isEmpty());
      List<Node> strokes =
          server.performance.space().writers().stream().map(WriterNodes::stroke).toList();
      await()
          .pollInSameThread()
          .pollInterval(Duration.ZERO)
          .until(() -> bytesOfTenTicks(server.output(), strokes, page), bytes -> bytes == 0);
      assertEquals(0, server.counters.get(Counter.WEB_DROPPED));
    }
  }

  /** Allocated while ten ticks are told, each of which reaches a page; not by the model. */
  private static long bytesOfTenTicks(WebOutput output, List<Node> strokes, Listener page) {
    long allocated = 0;
    for (int i = 0; i < 10; i++) {
      int told = page.frames.size();
      long before = allocatedBytes();
      for (int n = 0; n < strokes.size(); n++) {
        output.changed(strokes.get(n));
      }
      output.endOfTick(WALL_MILLIS);
      allocated += allocatedBytes() - before;
      while (page.frames.size() == told) {
        Thread.onSpinWait();
      }
    }
    return allocated;
  }

  @Test
  void shouldTellACrowdOfTwoTicksAtOnceAndLoseNoStroke() {
    try (TestServer server = TestServer.scribbling(2);
        Listener page = new Listener(server.webSocket());
        Listener late = new Listener(server.webSocket())) {
      page.listen("/inkcast/writer/*/stroke");
      await().until(() -> paced(server, page) && !page.frames.isEmpty());
      server.counters.add(Counter.WEB_CONNECTIONS, WebOutput.CROWD);
      server.tick(); // begins to hold
      server.tick();
      int frames = page.frames.size();
      late.listen("/inkcast/writer/*/stroke");
      for (int i = 0; i < 40; i++) {
        server.tick();
      }
      await().until(() -> page.frames.size() >= frames + 20);
      assertTrue(page.frames.size() <= frames + 22, "one was on its way, one is of newcomers");
      server.counters.add(Counter.WEB_CONNECTIONS, -WebOutput.CROWD);
      server.tick();
      await().until(() -> paced(server, late) && late.frames.size() > 3);
      consecutive(page.of("/inkcast/writer/2/stroke"));
      consecutive(late.of("/inkcast/writer/2/stroke"));
      assertEquals(0, server.counters.get(Counter.WEB_DROPPED));
    }
  }

  private static void consecutive(List<Message> strokes) {
    int first = (Integer) strokes.getFirst().arguments().getFirst();
    for (int i = 0; i < strokes.size(); i++) {
      assertEquals(first + i, strokes.get(i).arguments().getFirst());
    }
  }

  @Test
  void shouldTellAllValuesWhenItBeginsAnew() {
    try (TestServer server = TestServer.scribbling(2);
        Listener page = new Listener(server.webSocket())) {
      page.listen("/inkcast/writer/*/{stroke,hand}").listen("/inkcast/rate");
      await().until(() -> paced(server, page) && !page.of("/inkcast/rate").isEmpty());
      int hands = page.of("/inkcast/writer/2/hand").size();
      server.output().changed(server.performance.space().node("/inkcast/writer/1/stroke"));
      server.output().beginAnew(server.performance.space().tree());
      await()
          .until(
              () -> paced(server, page) && page.of("/inkcast/writer/2/hand").size() == hands + 1);
      consecutive(page.of("/inkcast/writer/2/stroke"));
    }
  }

  @Test
  void shouldForgetFeedsThatNobodyListensTo() {
    try (TestServer server = TestServer.scribbling(2)) {
      Listener page = new Listener(server.webSocket());
      page.listen("/inkcast/writer/*/*").listen("/inkcast/writer/1/stroke");
      await().until(() -> paced(server, page) && !page.of("/inkcast/writer/1/hand").isEmpty());
      int node = server.performance.space().node("/inkcast/writer/1/stroke").index();
      assertTrue(server.output().listensTo(node));
      page.close();
      await()
          .until(
              () -> {
                server.tick();
                return !server.output().listensTo(node);
              });
    }
  }

  @Test
  void shouldKeepNothingOfWritersThatAreGone() {
    try (TestServer server = TestServer.scribbling(2);
        Listener page = new Listener(server.webSocket())) {
      page.listen("/inkcast/writer/*/{stroke,hand}").listen("/inkcast/writer/2/stroke");
      await().until(() -> paced(server, page) && !page.of("/inkcast/writer/2/hand").isEmpty());
      for (int writers : new int[] {1, 3, 1, 2, 5, 1, 3, 2}) {
        server.writers(writers);
        String last = "/inkcast/writer/" + writers + "/stroke";
        await()
            .until(
                () ->
                    paced(server, page)
                        && server.performance.space().writers().size() == writers
                        && listened(server, last));
        assertFalse(server.output().listensTo(server.performance.space().nodes().size()));
        page.frames.clear();
        await().until(() -> paced(server, page) && !page.of(last).isEmpty());
      }
      assertEquals(0, server.counters.get(Counter.OUTPUT_ERRORS));
      assertEquals(0, server.counters.get(Counter.TICK_ERRORS));
    }
  }

  private static boolean listened(TestServer server, String address) {
    return server.output().listensTo(server.performance.space().node(address).index());
  }

  /** A tick, and the time for the loop to send it. */
  private static boolean paced(TestServer server, Listener page) {
    int told = page.frames.size();
    server.tick();
    long end = System.nanoTime() + 5_000_000;
    while (page.frames.size() == told && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return true;
  }

  private static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
