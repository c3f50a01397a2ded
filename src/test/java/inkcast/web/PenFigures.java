package inkcast.web;

import inkcast.packet.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * How long a visitor's stroke is on its way, from the finger to whoever listens as the wall does,
 * in figures: no test, so nothing runs it but its name. {@code -Dpen.turns} says how much of it,
 * {@code -Dpen.writers} how many write. The phone is a Chromium; who listens is another process, on
 * the same clock.
 */
class PenFigures {
  private static final int TURNS = Integer.getInteger("pen.turns", 10);
  private static final int WRITERS = Integer.getInteger("pen.writers", 4);
  private static final String STROKE = "/inkcast/writer/1/stroke";
  private static final int POINTS = 60;
  private static final double SAME = 0.01; // page units
  private static final double MS_US = 1000;

  /**
   * Looks on from outside: what was sent, with the time of the pointer's event that it was sent
   * for, ms since 1970, as the browser says that it happened and as the page learnt of it.
   */
  private static final String PROBE =
      """
      window.sent = [];
      let event = [];
      for (const type of ['pointerdown', 'pointermove', 'pointerup']) {
        window.addEventListener(type, ({ timeStamp }) => {
          event = [timeStamp, performance.now()].map((ms) => performance.timeOrigin + ms);
        }, true);
      }
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (text) {
        if (text.includes('/write"')) {
          const [dx, dy] = JSON.parse(text).args;
          sent.push([...event, dx, dy]);
        }
        return send.call(this, text);
      };
      """;

  @Test
  void pen() {
    Browser.assumeInstalled();
    try (TestServer server = TestServer.writing(WRITERS, 0).play();
        Listener wall = new Listener(server.webSocket()).listen(STROKE);
        Browser phone = Browser.phone()) {
      phone.open(server.page());
      await().until(() -> phone.link().equals("Live") && phone.has(1));
      phone.run(PROBE);
      phone.tap(phone.part(1, "write"));
      for (int turn = 0; turn < TURNS; turn++) {
        phone.draw(phone.element("writing-pad"), wave());
        await().until(() -> phone.text("writing-say").startsWith("Now"));
      }
      report((List<?>) phone.run("return sent"), wall);
    }
  }

  private static void report(List<?> sent, Listener wall) {
    List<Double> happened = new ArrayList<>();
    List<Double> learnt = new ArrayList<>();
    int heard = 0;
    for (Object stroke : sent) {
      List<?> numbers = (List<?>) stroke;
      while (!is(wall.messages.get(heard), number(numbers, 2), number(numbers, 3))) {
        heard++; // what the writer wrote by itself
      }
      double arrival = wall.arrivals.get(heard++) / MS_US;
      happened.add(arrival - number(numbers, 0));
      learnt.add(arrival - number(numbers, 1));
    }
    System.out.printf(
        "%d strokes; to the message, ms, p50 / p90 / p99 / max: %s from the page's pointer event;"
            + " %s from when the browser dates it%n",
        sent.size(), figures(learnt), figures(happened));
  }

  private static boolean is(Message stroke, double dx, double dy) {
    List<?> numbers = stroke.arguments();
    return Math.hypot(number(numbers, 3) - dx, number(numbers, 4) - dy) < SAME;
  }

  private static double number(List<?> numbers, int at) {
    return ((Number) numbers.get(at)).doubleValue();
  }

  private static String figures(List<Double> ways) {
    Collections.sort(ways);
    return DoubleStream.of(0.5, 0.9, 0.99, 1)
        .mapToObj(part -> ways.get((int) Math.min(ways.size() - 1, part * ways.size())))
        .map("%.1f"::formatted)
        .collect(Collectors.joining(" / "));
  }

  /** A wave, as fast as a hand writes: about a step of the model in each frame. */
  private static int[][] wave() {
    int[][] points = new int[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      points[i] = new int[] {-150 + 4 * i, (int) (6 * Math.sin(i / 3.0))};
    }
    return points;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
