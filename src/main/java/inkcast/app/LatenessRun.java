package inkcast.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/**
 * How late the ticks of the whole daemon are, with a receiver of OSC and phones, beside an empty
 * loop.
 *
 * @param setup what ran
 * @param startMillis from the exec of the daemon's process to its first tick
 * @param figures of the daemon's process
 * @param sent OSC datagrams in the daemon's whole life
 * @param lost those of them that did not arrive
 * @param frames that arrived at all phones together while it was measured
 * @param crowd what the crowd was told meanwhile
 * @param midi what peers of its MIDI session heard meanwhile
 */
record LatenessRun(
    Setup setup,
    long startMillis,
    TickFigures figures,
    long sent,
    long lost,
    long frames,
    BenchCrowd.Heard crowd,
    BenchMidi.Heard midi) {
  private static final long WARM_UP_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  /** So that ten minutes at 60 a second are 36,000 ticks though some dozens are missed. */
  private static final long SPARE_MILLIS = 1_000;

  /**
   * What is to run.
   *
   * @param hand name or file
   * @param rate ticks a second
   * @param threads that step the writers
   * @param spread whether a tick's OSC is spread over time
   * @param phones that listen to all that their page shows
   * @param crowd phones besides: see {@link BenchCrowd}
   * @param midiPeers of its MIDI session
   */
  record Setup(
      String hand,
      int writers,
      double rate,
      int threads,
      boolean spread,
      int phones,
      int crowd,
      int midiPeers) {}

  /**
   * Serves, warms up for some seconds, and measures.
   *
   * @param progress is told how much of the whole is done, 0..1
   */
  static LatenessRun run(Setup setup, long millis, DoubleConsumer progress)
      throws IOException, InterruptedException {
    try (BenchPeers peers = new BenchPeers();
        BenchMidi midi = new BenchMidi(setup.midiPeers, setup.rate);
        MeasuredDaemon daemon = new MeasuredDaemon(yaml(setup, peers.port(), midi.addresses()));
        BenchCrowd crowd = new BenchCrowd(setup.crowd, daemon.port())) {
      peers.connect(setup.phones, daemon.port());
      long whole = WARM_UP_MILLIS + millis + SPARE_MILLIS;
      pass(daemon, 0, WARM_UP_MILLIS, whole, progress);
      long framesBefore = peers.frames();
      crowd.take();
      midi.take();
      daemon.begin();
      pass(daemon, WARM_UP_MILLIS, whole, whole, progress);
      long frames = peers.frames() - framesBefore;
      BenchCrowd.Heard crowdHeard = crowd.take();
      BenchMidi.Heard heard = midi.take();
      TickFigures figures = daemon.end();
      long sent = daemon.sent();
      return new LatenessRun(
          setup,
          daemon.startMillis(),
          figures,
          sent,
          sent - peers.settled(),
          frames,
          crowdHeard,
          heard);
    }
  }

  private static void pass(
      MeasuredDaemon daemon, long from, long to, long whole, DoubleConsumer progress)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(to - from);
    long left = to - from;
    while (left > 0 && !daemon.ended(Math.min(left, POLL_MILLIS))) {
      progress.accept((double) (to - left) / whole);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** A configuration; JSON is YAML. */
  private static String yaml(Setup setup, int receiver, List<String> midiPeers)
      throws JsonProcessingException {
    String hand = setup.hand;
    Map<String, Object> writer =
        Map.of("hand", Hands.isFile(hand) ? Path.of(hand).toAbsolutePath().toString() : hand);
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "rate", setup.rate,
                "threads", setup.threads,
                "hands", Shipped.folders().stream().map(Path::toString).toList(),
                "writers", Collections.nCopies(setup.writers, writer),
                "server", Map.of("port", 0),
                "midi",
                    Map.of(
                        "rtp",
                        Map.of("enabled", setup.midiPeers > 0, "port", 0, "invite", midiPeers)),
                "osc",
                    Map.of("targets", List.of("127.0.0.1:" + receiver), "spread", setup.spread)));
  }
}
