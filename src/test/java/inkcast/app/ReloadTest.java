package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import inkcast.packet.Helper;
import inkcast.tick.Counter;
import inkcast.web.ProposalRules;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What a reload says and changes. */
class ReloadTest extends ReloadingDaemon {
  @Test
  void shouldTellAnOscQueryClientOfWritersThatComeAndGo() throws Exception {
    write(SEEDED.replace("]}]", "]}, {seed: 4, hand: other}, {}]"));
    reload();
    awaitTexts(
        notice("PATH_ADDED", "/inkcast/writer/4"),
        notice("PATH_ADDED", "/inkcast/writer/5"),
        notice("PATH_CHANGED", "/inkcast/writer"));
    var methods = ProposalRules.check(JSON.readTree(get("/").body()));
    assertTrue(methods.containsKey("/inkcast/writer/5/stroke"), methods::toString);
    assertEquals("{\"VALUE\":[\"other\"]}", get("/inkcast/writer/4/hand?VALUE").body());
    listen("/inkcast/writer/4/stroke");
    await().until(() -> messages.size() > 5);
    say("/inkcast/writer/5/temperature", "1.5");
    await()
        .until(() -> get("/inkcast/writer/5/temperature?VALUE").body().equals("{\"VALUE\":[1.5]}"));
    texts.clear();
    write(SEEDED.replace(", {seed: 3, at: [70, 900]}", ""));
    reload();
    awaitTexts(
        notice("PATH_REMOVED", "/inkcast/writer/3"),
        notice("PATH_REMOVED", "/inkcast/writer/4"),
        notice("PATH_REMOVED", "/inkcast/writer/5"),
        notice("PATH_CHANGED", "/inkcast/writer"));
    assertEquals(404, get("/inkcast/writer/3/stroke").statusCode());
    say("/inkcast/writer/3/temperature", "1.5");
    await().until(() -> texts.getLast().contains("no such address"));
  }

  /** Says what came instead, if it does not. */
  private void awaitTexts(String... expected) {
    await().untilAsserted(() -> assertEquals(List.of(expected), texts));
  }

  @Test
  void shouldKeepWhatRunsIfTheFileIsWrong() throws Exception {
    long refused = daemon.counters().get(Counter.REFUSED_BAD_CONFIG);
    write("rate: fast\n" + SEEDED.replace("]}]", "]}, {}]"));
    reload();
    await().until(() -> texts.size() == 1);
    assertTrue(
        texts
            .getFirst()
            .startsWith("{\"error\":\"" + file + ":1: rate: expected a number from 1 to 1000,"),
        texts::toString);
    assertTrue(texts.getFirst().endsWith("\"for\":\"/inkcast/reload\"}"), texts::toString);
    texts.clear();
    write(SEEDED.replace("]}]", "]}, {hand: nobody}]"));
    reload();
    await().until(() -> texts.size() == 1);
    assertTrue(texts.getFirst().contains("nobody"), texts::toString);
    assertEquals(refused + 2, daemon.counters().get(Counter.REFUSED_BAD_CONFIG));
    assertEquals(404, get("/inkcast/writer/4").statusCode());
    write(SEEDED.replace("]}]", "]}, {}]"));
    reload();
    await().until(() -> get("/inkcast/writer/4").statusCode() == 200);
  }

  @Test
  void shouldTakeOverPaceAndTemperaturesAndLeaveWhatWasSetSince() throws Exception {
    say("/inkcast/writer/1/temperature", "1.75");
    say("/inkcast/writer/2/temperature", "0.3");
    await().until(() -> get("/inkcast/writer/2/temperature?VALUE").body().contains("0.3"));
    write("rate: 100\ntemperature: {max: 1.5}\n" + SEEDED.replace("0.4", "0.5"));
    reload();
    await().until(() -> get("/inkcast/rate?VALUE").body().equals("{\"VALUE\":[100.0]}"));
    assertEquals("{\"VALUE\":[1.5]}", get("/inkcast/writer/1/temperature?VALUE").body());
    assertEquals("{\"VALUE\":[0.5]}", get("/inkcast/writer/2/temperature?VALUE").body());
    assertEquals(
        "{\"RANGE\":[{\"MIN\":0.0,\"MAX\":1.5}]}",
        get("/inkcast/writer/3/temperature?RANGE").body());
    await().until(() -> texts.contains(notice("PATH_CHANGED", "/inkcast/writer")));
    String page = get("/?HTML").body();
    assertTrue(page.contains("name=\"inkcast-temperature-max\" content=\"1.5\""), page);
  }

  @Test
  void shouldPutNobodyBeyondThePageThatThereIs() throws Exception {
    write("page: {width: 4000}\n" + SEEDED.replace("[70, 900]", "[3000, 900]"));
    reload();
    await().until(() -> texts.size() == 1);
    assertTrue(
        texts
            .getFirst()
            .contains(
                "writers[2]: at: expected a place on the page as it is until a restart, 1920.0 x"
                    + " 1080.0, found 3000.0, 900.0"),
        texts::toString);
    write("page: {width: 4000}\n" + SEEDED.replace("]}]", "]}, {at: [1900, 900]}]"));
    reload();
    await().until(() -> texts.size() == 2);
    assertEquals(404, get("/inkcast/writer/4").statusCode());
  }

  @Test
  void shouldTellTroubleToAWebhookThatIsNew() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hook.start();
    try {
      write(
          SEEDED
              + "alert: {webhook: \"http://127.0.0.1:%d/\"}\n"
                  .formatted(hook.getAddress().getPort()));
      reloadAndWait();
      daemon.counters().count(Counter.WEB_LINES_LOST);
      await().until(() -> told.stream().anyMatch(json -> json.contains("\"trouble\":\"disk\"")));
      assertTrue(get("/healthz").body().startsWith("ticking\nrecorded lines are lost (1 "));
      assertTrue(get("/metrics").body().contains("\ninkcast_web_lost_lines_total 1.0\n"));
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void shouldReloadOnSighup() throws Exception {
    Helper.require("kill");
    SignalHandler before = Signal.handle(new Signal("HUP"), SignalHandler.SIG_DFL);
    try {
      Hangup.handle(() -> daemon.reload(() -> {}));
      write(SEEDED.replace("]}]", "]}, {}]"));
      Helper.run("kill", "-HUP", String.valueOf(ProcessHandle.current().pid()));
      await().until(() -> get("/inkcast/writer/4").statusCode() == 200);
    } finally {
      Signal.handle(new Signal("HUP"), before);
    }
  }
}
