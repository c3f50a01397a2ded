package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inkcast.watch.ResidentMemory;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TickReportTest {
  private static final Lateness.Figures MANY =
      new Lateness.Figures(36_000, 210, 1065, 2001.0, 9000);
  private static final Lateness.Figures FEW = new Lateness.Figures(1_800, 210, 1065, null, 9000);

  @Test
  void shouldPrintTheDaemonAboveTheEmptyLoop() {
    assertEquals(
        """

        Lateness in us of 36,000 ticks at 60/s: 1,000 writers, threads 2, an OSC target (spread), phones 3
                               p50       p99     p99.9       max   missed
              the daemon       210     1,065     2,001     9,000        4
           an empty loop       210     1,065     2,001     9,000        3

        Its process: 2.5% of a core, an empty loop 0.5%; resident 120 MiB, 131 at most; heap after a collection 13.5 MiB
        Collections: 2, the longest 7 ms; the tick's thread allocates 0.25 bytes/stroke
        From exec to its first tick: 2,345 ms
        OSC: 61,234 datagrams sent since its start, 12 lost; phones received 999 frames
        """,
        printed(run(MANY, new ResidentMemory(120, 131))));
  }

  @Test
  void shouldSayHowToGetWhatTooFewTicksDoNotGive() {
    String text = printed(run(FEW, null));

    assertTrue(text.contains("the daemon       210     1,065         -     9,000"), text);
    assertTrue(
        text.contains("p99.9 takes 36,000 ticks: --seconds 600, or --rate 600 --seconds 60"), text);
    assertTrue(text.contains("resident -;"), text);
  }

  @Test
  void shouldGiveMachinesAllOfIt() {
    assertEquals(
        "{\"writers\":1000,\"rate_hz\":60.0,\"threads\":2,\"spread\":true,\"start_ms\":2345,\"phones\":3,"
            + "\"ticks\":36000,"
            + "\"p50_us\":210.0,\"p99_us\":1065.0,\"p999_us\":2001.0,\"max_us\":9000.0,"
            + "\"missed\":4,\"bare_p50_us\":210.0,\"bare_p99_us\":1065.0,\"bare_p999_us\":2001.0,"
            + "\"bare_max_us\":9000.0,\"bare_missed\":3,\"cpu_percent_of_a_core\":2.5,"
            + "\"bare_cpu_percent_of_a_core\":0.5,\"resident_mib\":120.0,\"resident_peak_mib\":131.0,"
            + "\"heap_mib\":13.5,\"collections\":2,\"longest_pause_ms\":7,"
            + "\"bytes_per_stroke\":0.25,\"datagrams_sent\":61234,\"datagrams_lost\":12,"
            + "\"frames\":999}",
        json(run(MANY, new ResidentMemory(120, 131))).toString());
  }

  @Test
  void shouldLeaveOutForMachinesWhatIsNotKnown() {
    ObjectNode tick = json(run(FEW, null));

    assertFalse(tick.has("p999_us"), "too few ticks");
    assertFalse(tick.has("bare_p999_us"), "too few ticks");
    assertFalse(tick.has("resident_mib"), "no /proc");
  }

  @Test
  void shouldTellOfTheMidiSession() {
    LatenessRun run = run(FEW, null, 4);
    assertTrue(
        printed(run)
            .contains(
                "MIDI: 4 of 4 peers there, 5,000 notes at all together, 1 packets lost; RTP"
                    + " timestamps off an even beat: p99 100 us; arrivals off their median way from"
                    + " these: p50 40, p99 250, max 1,300 us"),
        printed(run));
    assertEquals(250, json(run).get("midi_p99_us").asDouble());
  }

  private static LatenessRun run(Lateness.Figures lateness, ResidentMemory resident) {
    return run(lateness, resident, 0);
  }

  private static LatenessRun run(
      Lateness.Figures lateness, ResidentMemory resident, int midiPeers) {
    long heap = (13 << 20) + (1 << 19);
    return new LatenessRun(
        new LatenessRun.Setup("cursive", 1000, 60, 2, true, 3, 0, midiPeers),
        2_345,
        new TickFigures(lateness, lateness, 4, 3, 0.25, 0.025, 0.005, resident, heap, 2, 7),
        61_234,
        12,
        999,
        new BenchCrowd.Heard(0, 0, 0, 0, 0),
        new BenchMidi.Heard(4, 5_000, 1, 99.8, 40.4, 250, 1_300));
  }

  private static String printed(LatenessRun run) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    TickReport.print(out, run);
    out.flush();
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static ObjectNode json(LatenessRun run) {
    ObjectNode tick = new ObjectMapper().createObjectNode();
    TickReport.put(tick, run);
    return tick;
  }
}
