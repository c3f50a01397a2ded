package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.stage.TurnRules;
import inkcast.stage.Turns;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Visitors who write, by their WebSockets. */
class VisitorsTest {
  private static final String TURN = "/inkcast/writer/1/turn";
  private static final String GHOST = "/inkcast/writer/1/ghost";

  @Test
  void shouldTellEachVisitorOfItsTurnAndLetTheNextInWhenOneHasGone() {
    try (TestServer server = TestServer.scribbling(1);
        Listener anna = new Listener(server.webSocket());
        Listener ben = new Listener(server.webSocket())) {
      say(anna, TURN, "1");
      await().until(() -> anna.texts.contains(turn(0)));
      say(ben, TURN, "1");
      await().until(() -> ben.texts.contains(turn(1)));
      say(ben, "/inkcast/writer/1/write", "1, 0, 0");
      await().until(() -> ben.texts.size() > 1);
      assertEquals(
          "{\"error\":\"another visitor writes here: ask for a turn\","
              + "\"for\":\"/inkcast/writer/1/write\"}",
          ben.texts.getLast());
      anna.close();
      await().until(() -> ben.texts.contains(turn(0)));
      say(ben, TURN, "false");
      await().until(() -> ticks(server, server.value(TURN) == 0));
    }
  }

  @Test
  void shouldMakeGhostsForWhoeverNamesThemAlone() {
    try (TestServer server = TestServer.scribbling(2);
        Listener all = new Listener(server.webSocket());
        Listener wall = new Listener(server.webSocket());
        Listener page = new Listener(server.webSocket())) {
      server.performance.space().turns().rules(rules());
      all.listen("/inkcast/writer/*/*");
      say(all, "/inkcast/writer/1/write", "1, 0, 0");
      await().until(() -> ticks(server, !all.frames.isEmpty() && server.value(TURN) == 1));
      wall.listen("/inkcast/writer/*/{stroke,ghost}");
      page.listen("/inkcast/writer/{1}/ghost");
      await().until(() -> ticks(server, page.of(GHOST).size() > 50 && wall.of(GHOST).size() > 50));
      assertEquals(List.of(), all.of(GHOST));
      assertEquals(List.of(), wall.of("/inkcast/writer/2/ghost"));
      Message first = page.of(GHOST).getFirst();
      assertEquals("iiffffi", first.types());
      assertEquals(List.of(0, 0), first.arguments().subList(0, 2));
      assertTrue(wall.frames.size() < wall.messages.size(), "a tick has one bundle");
      await().until(() -> page.frames.size() == ofFirstGhost(page)); // a tick has one bundle
    }
  }

  private static long ofFirstGhost(Listener page) {
    List<Object> first = List.of(0, 0); // its first step
    return page.of(GHOST).stream().filter(m -> m.arguments().subList(0, 2).equals(first)).count();
  }

  /** Some at once: where a first ghost took long, there are none for many ticks. */
  private static boolean ticks(TestServer server, boolean done) {
    for (int tick = 0; tick < 10; tick++) {
      server.tick();
    }
    return done;
  }

  private static Turns.Rules rules() {
    return TurnRules.times(Duration.ofHours(1), Duration.ofHours(1));
  }

  private static String turn(int place) {
    return "{\"COMMAND\":\"TURN\",\"DATA\":\"%s\",\"PLACE\":%d,\"POINTS\":60}"
        .formatted(TURN, place);
  }

  private static void say(Listener who, String address, String arguments) {
    who.say("{\"address\":\"" + address + "\",\"args\":[" + arguments + "]}");
  }
}
