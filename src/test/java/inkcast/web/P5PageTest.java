package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sketch in p5.js, as it is served, in a real browser against a real server. */
@Tag("peer")
class P5PageTest {
  @Test
  void shouldDrawTheStrokesAndSetTheTemperature() {
    Browser.assumeInstalled();
    try (TestServer server = TestServer.writing(2, 0).play();
        Browser browser = Browser.desktop()) {
      browser.open(server.page().resolve("examples/p5.html"));
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> ink(browser) > 500);
      browser.run(
          """
          const slider = document.querySelector('input[type=range]');
          slider.value = 1.75;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          """);
      for (String writer : new String[] {"1", "2"}) {
        Awaitility.await()
            .until(() -> server.value("/inkcast/writer/" + writer + "/temperature") == 1.75);
      }
      assertEquals(
          List.of(false, true),
          browser.run(
              """
              for (const COMMAND of ['PATH_CHANGED', 'PATH_REMOVED']) {
                socket.onmessage({ data: JSON.stringify({ COMMAND, DATA: '/inkcast/writer/1' }) });
              }
              return [1 in writers, 2 in writers]; // before the next stroke
              """));
      assertEquals("", browser.complaints());
    }
  }

  /** Pixels of the sketch's paper that are not white. */
  private static long ink(Browser browser) {
    String script =
        """
        const canvas = document.querySelector('canvas');
        if (!canvas) return 0;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let ink = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 600) ink++;
        return ink;
        """;
    return ((Number) browser.run(script)).longValue();
  }
}
