package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.stage.Role;
import inkcast.stage.TurnRules;
import inkcast.tick.Counter;
import inkcast.writer.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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
  private static final int LETTERS = 6;

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
    List<Message> strokes = visitors();
    double width = 0; // of all, page units
    int lifts = 0;
    boolean ink = true;
    for (Message stroke : strokes) {
      width += number(stroke, 3);
      lifts += ink && number(stroke, 5) == 0 ? 1 : 0;
      ink = number(stroke, 5) == 1;
    }
    assertEquals(LETTERS - 1, lifts, "each letter ends with a lift");
    // Letters of 24 pixels, 34 apart.
    assertEquals((34 * (LETTERS - 1) + 24) / scale(), width, 0.2);

    await().until(() -> wall.of(STROKE).size() > strokes.size() + 60);
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
    phone.draw(phone.element("writing-pad"), letters());
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
    phone.draw(phone.element("writing-pad"), letters());
    await().until(() -> phone.text("writing-say").equals("Not now: this writer is held."));
    server.performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(0));
    await().until(() -> server.value("/inkcast/writer/1/pause") == 0);
    phone.draw(phone.element("writing-pad"), letters());
    await().until(() -> phone.text("writing-say").startsWith("Now it goes on"));
  }

  @Test
  void shouldCloseTheSheetOfAWriterWhoLeaves() {
    phone.tap(phone.element("writing-close"));
    phone.tap(phone.part(2, "write"));
    await().until(() -> phone.element("writing").isDisplayed());
    phone.draw(phone.element("writing-pad"), letters());
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

  /** The strokes since the restart with which a turn begins, until the writer goes on. */
  private List<Message> visitors() {
    List<Message> all = wall.messages;
    int from = 0;
    int to = all.size();
    for (int i = 0; i < all.size(); i++) {
      Message message = all.get(i);
      if (message.address().equals("/inkcast/writer/1/turn")) {
        boolean begins = message.arguments().getFirst().equals(1);
        from = begins ? i : from;
        to = begins ? all.size() : i;
      }
    }
    return all.subList(from, to).stream().filter(m -> m.address().equals(STROKE)).toList();
  }

  /** How often the pen has been lifted in the visitor's turn. */
  private long lifted() {
    List<Message> all = wall.messages;
    int turn = 0;
    while (turn < all.size() && !all.get(turn).equals(TURN)) {
      turn++;
    }
    Message lift = new Message("/inkcast/writer/1/pen", "i", List.of(0));
    return all.subList(turn, all.size()).stream().filter(lift::equals).count();
  }

  /** CSS pixels a page unit: the paper is 9 heights of an x. */
  private static double scale() {
    String height = "return document.getElementById('writing-pad').clientHeight";
    return ((Number) phone.run(height)).doubleValue() / (2.5 * 9);
  }

  private static double number(Message message, int argument) {
    return ((Number) message.arguments().get(argument)).doubleValue();
  }

  /** So many times an arch, like an n. */
  private static int[][][] letters() {
    int[][][] letters = new int[LETTERS][][];
    for (int i = 0; i < LETTERS; i++) {
      int x = -150 + 34 * i;
      letters[i] =
          new int[][] {
            {x, 20}, {x, 0}, {x + 4, -14}, {x + 12, -20}, {x + 20, -14}, {x + 24, 0}, {x + 24, 20}
          };
    }
    return letters;
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
