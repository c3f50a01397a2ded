package inkcast.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people set, in a file and out of it. */
class KeeperTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration RESET = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private final List<String> written = new ArrayList<>();
  private boolean full;

  @Test
  void shouldKeepWhatPeopleSetAndNothingTwice() throws Exception {
    Evening evening = evening();
    evening.pass(SECOND.multipliedBy(30));
    assertEquals(0, written.size(), "nothing has changed");
    evening.say(Role.OPERATOR, "writer/1/temperature", 0.25);
    evening.say(Role.VISITOR, "writer/1/temperature", 1.5);
    evening.say(Role.OPERATOR, "writer/3/pause", true);
    evening.pass(SECOND.multipliedBy(30));
    assertEquals(1, written.size());
    assertEquals(
        """
        {
          "version" : 1,
          "writers" : [ {
            "writer" : 1,
            "temperature" : {
              "configured" : 0.65,
              "operator" : 0.25,
              "visitor" : 1.5
            },
            "paused" : false
          }, {
            "writer" : 3,
            "paused" : true
          } ]
        }
        """,
        written.getFirst());
    Evening next = evening();
    next.look();
    assertEquals(1.5, next.temperature(1));
    assertTrue(next.performance.space().writers().get(2).paused());
    next.pass(SECOND.multipliedBy(20));
    assertEquals(1, written.size(), "all is as it was");
    next.pass(RESET);
    assertEquals(0.25, next.temperature(1));
    assertFalse(written.getLast().contains("visitor"));
  }

  @Test
  void shouldWriteEveryTenSecondsAtMostAndAtTheEnd() {
    Evening evening = evening();
    for (int second = 0; second < 60; second++) {
      evening.say(Role.OPERATOR, "writer/1/temperature", second / 60.0);
      evening.pass(SECOND);
    }
    assertEquals(6, written.size());
    evening.say(Role.OPERATOR, "writer/2/temperature", 0.125);
    evening.look();
    evening.house().close();
    assertEquals(7, written.size());
    assertTrue(written.getLast().contains("0.125"));
    evening.house().close();
    assertEquals(7, written.size());
  }

  @Test
  void shouldWriteNothingBeforeWhatWasSetIsSetAgain() throws Exception {
    String before = "{\"version\": 1, \"writers\": [{\"writer\": 1, \"paused\": true}]}";
    Files.writeString(file(), before);
    Evening evening = evening();
    evening.house().look();
    evening.house().close(); // the ticks have never begun
    assertEquals(0, written.size());
  }

  @Test
  void shouldLetAnEditedConfigurationWin() throws Exception {
    Files.writeString(
        file(),
        """
        {"version": 1, "writers": [
          {"writer": 1, "temperature": {"configured": 0.5, "operator": 1.5}, "paused": false},
          {"writer": 2, "temperature": {"configured": 0.65, "operator": 1.5}, "paused": false,
           "hand": {"configured": "other", "operator": "third"}},
          {"writer": 3, "hand": {"configured": "test", "operator": "third"}, "paused": false},
          {"writer": 4, "temperature": {"configured": 0.65, "visitor": 77}, "paused": false},
          {"writer": 99, "paused": true}
        ]}
        """);
    Evening evening = evening();
    evening.look();
    assertEquals(0.65f, evening.temperature(1));
    assertEquals(1.5, evening.temperature(2));
    assertEquals(2, evening.temperature(4), "temperature.max");
    assertEquals(null, evening.house().hand(2));
    assertEquals("third", evening.house().hand(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "{\"version\": 2, \"writers\": []}",
        "{\"version\": 1}",
        "{\"version\": 1, \"writers\": [null]}",
        "{\"version\": 1, \"writers\": [], \"other\": 1}",
        "{\"version\": 1, \"writers\": []} x",
        "{\"version\": 1, \"writers\": [{\"writer\": 1, \"paused\": \"no\"}]}",
        "{\"version\": 1, \"writers\": [{\"writer\": 1, \"paused\": false, \"hand\": {}}]}",
        "{\"version\": 1, \"writers\": [{\"writer\": 1, \"paused\": true,"
            + " \"temperature\": {\"configured\": 0.65, \"operator\": \"NaN\"}}]}",
        "{\"version\": 1, \"writers\": [{\"writer\": 1, \"paused\": true,"
            + " \"temperature\": {\"configured\": 0.65, \"operator\": -1}}]}",
      })
  void shouldPutAsideWhatItCannotRead(String text) throws Exception {
    Files.writeString(file(), text);
    Evening evening = evening();
    evening.look();
    assertEquals(0.65f, evening.temperature(1));
    assertFalse(Files.exists(file()));
    assertEquals(text, Files.readString(folder.resolve("state.json.damaged")));
    evening.say(Role.OPERATOR, "writer/1/pause", 1);
    evening.pass(SECOND);
    assertEquals(1, written.size());
  }

  @Test
  void shouldSurviveAPlaceWhereNothingCanBeReadOrMoved() throws Exception {
    Path inAFile = Files.writeString(folder.resolve("file"), "").resolve("state.json");
    assertEquals(State.EMPTY, StateFile.read(inAFile));
    assertEquals(State.EMPTY, StateFile.read(Files.createDirectory(folder.resolve("a folder"))));
  }

  @Test
  void shouldTryAgainWhenTheDiskIsFull() {
    Evening evening = evening();
    full = true;
    evening.say(Role.OPERATOR, "writer/1/temperature", 0.25);
    evening.pass(SECOND.multipliedBy(25));
    assertEquals(0, written.size());
    full = false;
    evening.pass(SECOND.multipliedBy(11));
    assertEquals(1, written.size());
  }

  private Evening evening() {
    return new Evening(
        Evening.rules(Schedule.ALWAYS, RESET, 0),
        Evening.MONDAY,
        file(),
        content -> {
          if (full) {
            throw new IOException("No space left on device");
          }
          written.add(new String(content, StandardCharsets.UTF_8));
          Files.write(file(), content);
        });
  }

  private Path file() {
    return folder.resolve("state.json");
  }
}
