package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.stage.Role;
import inkcast.stage.TurnRules;
import inkcast.tick.Counter;
import inkcast.writer.Manner;
import inkcast.writer.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visitors who write with a finger on the page's sheet, against a real server. */
final class WritePageTest extends OnAPhone {
  private static final String STROKE = "/inkcast/writer/1/stroke";
  private static final Message TURN = new Message("/inkcast/writer/1/turn", "i", List.of(1));
  private static final String TEMPERATURE = "/inkcast/writer/1/temperature";
  private static final int LETTERS = 5;
  private static final int[][] DASH = {{-40, 0}, {-20, 0}, {0, 0}}; // CSS pixels from the middle

  private TestServer server;
  private Listener wall;

  @BeforeEach
  void startServer() {
    server = TestServer.writing(2, 0).play();
    wall = new Listener(server.webSocket()).listen("/inkcast/writer/*/*");
    phone.complaints(); // the last test's are not ours
    phone.open(server.page());
    await().until(() -> phone.link().equals("Live") && phone.has(2));
    phone.tap(phone.part(1, "write"));
    await().until(() -> phone.element("writing").isDisplayed());
  }

  @AfterEach
  void stopServer() {
    phone.open(URI.create("about:blank"));
    wall.close();
    server.close();
  }

  @Test
  void shouldWriteWhatAFingerWritesAndThenGoOn() {
    // A busy machine's finger may rest for long in the midst of a letter.
    Duration patience = Duration.ofHours(1);
    server.performance.space().turns().rules(TurnRules.times(patience, patience));
    phone.draw(phone.element("writing-pad"), letters());
    await().until(() -> lifted() == LETTERS);
    assertEquals(0, server.counters.get(Counter.REFUSED_FLOODED));
    Writer writer = server.performance.space().writers().getFirst().writer();
    server.performance.commands().offer(() -> writer.dictation().expect(30));
    await().until(() -> phone.text("writing-say").startsWith("Now it goes on"));
    List<float[]> written = written(visitors());
    double width = 0; // of all, page units
    int lifts = 0;
    for (float[] stroke : written) {
      width += stroke[0];
      lifts += (int) stroke[2];
    }
    assertEquals(LETTERS, lifts, "each letter ends with a lift");
    int[][][] letters = letters();
    int across = letters[LETTERS - 1][letters[LETTERS - 1].length - 1][0] - letters[0][0][0];
    assertEquals(across / scale(), width, 0.2);

    Message last = visitors().getLast();
    int at = wall.of(STROKE).indexOf(last);
    await().until(() -> wall.of(STROKE).size() > at + 100);
    Message next = wall.of(STROKE).get(at + 1);
    assertEquals(number(last, 1), number(next, 1) - number(next, 3), 0.01);
    assertEquals(number(last, 2), number(next, 2) - number(next, 4), 0.01);
    Manner.assertTakenUp(writer.weights(), writer.scale(), written);
    assertTrue(phone.ink("#writing-ink") > 100, "no ink is seen");
    assertEquals("", phone.complaints());
    phone.tap(phone.element("writing-close"));
    assertEquals(0, server.value("/inkcast/writer/1/turn"));
  }

  @Test
  void shouldSayHowManyAreBefore() {
    Duration patience = Duration.ofHours(1);
    server.performance.space().turns().rules(TurnRules.times(patience, patience));
    Listener other = new Listener(server.webSocket());
    other.say("{\"address\":\"/inkcast/writer/1/write\",\"args\":[1, 0, 1]}");
    await().until(() -> server.value("/inkcast/writer/1/turn") == 1);
    phone.draw(phone.element("writing-pad"), DASH);
    await().until(() -> phone.text("writing-say").equals("Others write here: 1 before you."));
    other.close();
    await().until(() -> phone.text("writing-say").startsWith("Write a few letters"));
    assertEquals(1, server.value("/inkcast/writer/1/turn"));
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldSayWhyNobodyCanWrite() {
    server.performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(1));
    await().until(() -> server.value("/inkcast/writer/1/pause") == 1);
    phone.draw(phone.element("writing-pad"), DASH);
    await().until(() -> phone.text("writing-say").equals("Not now: this writer is held."));
    server.performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(0));
    await().until(() -> server.value("/inkcast/writer/1/pause") == 0);
    phone.draw(phone.element("writing-pad"), DASH);
    await().until(() -> phone.text("writing-say").startsWith("Now it goes on"));
  }

  @Test
  void shouldCloseTheSheetOfAWriterWhoLeaves() {
    phone.tap(phone.element("writing-close"));
    phone.tap(phone.part(2, "write"));
    await().until(() -> phone.element("writing").isDisplayed());
    phone.draw(phone.element("writing-pad"), DASH);
    server.writers(1);
    await().until(() -> !phone.element("writing").isDisplayed());
    assertEquals("Writer 2 has left.", phone.text("notice"));
    await().until(() -> phone.ink("[data-writer='1'] .strip") > 0);
    server.performance.control().submit(Role.OPERATOR, TEMPERATURE, List.of(1.5f));
    await().until(() -> phone.value(1).equals("1.50"));
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldLetAPenWriteAfterThePalmThatCameFirst() {
    Duration patience = Duration.ofHours(1);
    server.performance.space().turns().rules(TurnRules.times(patience, patience));
    phone.run(PALM);
    await().until(() -> lifted() == 2);
    double across = 0;
    double down = 0;
    for (Message stroke : visitors()) {
      across += number(stroke, 3);
      down += number(stroke, 4);
    }
    assertEquals(-60 / scale(), across, 0.01);
    assertEquals(20 / scale(), down, 0.01);
  }

  /** A palm comes down, and slides; a pen draws a line; the palm lifts. */
  private static final String PALM =
      """
      const pad = document.getElementById('writing-pad');
      const { left, top } = pad.getBoundingClientRect();
      const say = (type, pointerType, pointerId, x, y) => pad.dispatchEvent(new PointerEvent(type,
        { pointerType, pointerId, clientX: left + x, clientY: top + y, bubbles: true }));
      say('pointerdown', 'touch', 71, 120, 100);
      say('pointermove', 'touch', 71, 150, 100);
      say('pointerdown', 'pen', 72, 60, 60);
      say('pointermove', 'touch', 71, 170, 100);
      say('pointermove', 'pen', 72, 60, 119);
      say('pointerup', 'touch', 71, 170, 100);
      say('pointerup', 'pen', 72, 60, 120);
      """;

  @Test
  void shouldSendNoMoreThanTheServerTakes() {
    String pace =
        """
        const { Turn } = await import('./page/turn.js');
        let clock = 0; // ms
        let due = null;
        performance.now = () => clock;
        window.setTimeout = (what) => (due = what);
        const write = (points, ticks) => {
          let [sent, refused, room, waiting, most] = [0, 0, points, 0, 0];
          const turn = new Turn((node) => {
            if (node !== 'write') return true;
            sent++;
            if (room < 1) refused++;
            room--;
            most = Math.max(most, ++waiting);
          }, () => {}, () => ticks);
          turn.ask();
          turn.write(Array.from({ length: 20_000 }, () => [1, 0, 0]));
          turn.told(0, points);
          for (const end = clock + 10_000; clock < end; clock += 5) {
            room = Math.min(points, room + 0.005 * points);
            waiting = Math.max(0, waiting - 0.005 * ticks);
            due?.();
          }
          due = null;
          return [refused, most < 60, sent > 9 * Math.min(points, ticks)];
        };
        return [[60, 60], [30, 60], [60, 30], [1, 60], [1000, 200]].map(
          ([points, ticks]) => write(points, ticks).join(' ')).join(', ');
        """;
    String fine = "0 true true";
    assertEquals(
        String.join(", ", Collections.nCopies(5, fine)),
        phone.run("return (async () => {" + pace + "})()"));
  }

  /** The visitor's strokes, until the writer goes on. */
  private List<Message> visitors() {
    List<Message> turn = turn();
    Message over = new Message(TURN.address(), "i", List.of(0));
    int end = turn.contains(over) ? turn.indexOf(over) : turn.size();
    return turn.subList(0, end).stream().filter(m -> m.address().equals(STROKE)).toList();
  }

  /** What was told since the restart with which the visitor's turn begins. */
  private List<Message> turn() {
    List<Message> all = List.copyOf(wall.messages);
    int from = all.contains(TURN) ? all.indexOf(TURN) : all.size();
    while (from < all.size() && !all.get(from).address().equals("/inkcast/writer/1/restarts")) {
      from++;
    }
    return all.subList(from, all.size());
  }

  /** As a visitor sends them: dx, dy, pen. */
  private static List<float[]> written(List<Message> strokes) {
    List<float[]> written = new ArrayList<>();
    for (int i = 0; i < strokes.size(); i++) {
      boolean lifts = i == strokes.size() - 1 || number(strokes.get(i + 1), 5) == 0;
      Message stroke = strokes.get(i);
      written.add(
          new float[] {(float) number(stroke, 3), (float) number(stroke, 4), lifts ? 1 : 0});
    }
    return written;
  }

  /** How often the pen has been lifted in the visitor's turn. */
  private long lifted() {
    Message lift = new Message("/inkcast/writer/1/pen", "i", List.of(0));
    return turn().stream().filter(lift::equals).count();
  }

  /** CSS pixels a page unit: the paper is 9 heights of an x. */
  private static double scale() {
    String height = "return document.getElementById('writing-pad').clientHeight";
    return ((Number) phone.run(height)).doubleValue() / (2.5 * 9);
  }

  private static double number(Message message, int argument) {
    return ((Number) message.arguments().get(argument)).doubleValue();
  }

  /** A slanted "hello"; CSS pixels from its middle. */
  private static int[][][] letters() {
    return Manner.hello(1, 0.6, 40).stream()
        .map(
            letter ->
                Stream.of(letter)
                    .map(point -> new int[] {(int) point[0] - 150, (int) point[1] + 40})
                    .toArray(int[][]::new))
        .toArray(int[][][]::new);
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
