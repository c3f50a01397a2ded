package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.stage.Node;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OSCQuery over HTTP, of a performance that ticks. */
class OscQueryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.scribbling(300).play();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String answer(String target) throws IOException {
    try (RawSocket raw = new RawSocket(server.port())) {
      return raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
  }

  private static JsonNode json(String target) throws IOException {
    String answer = answer(target);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void shouldGiveTheWholeTree() throws IOException {
    JsonNode root = json("/");
    for (Node node : server.performance.space().nodes()) {
      JsonNode at = root;
      for (String name : node.address().substring(1).split("/")) {
        at = at.path("CONTENTS").path(name);
      }
      assertEquals(node.address(), at.path("FULL_PATH").textValue());
      assertEquals(node.description(), at.path("DESCRIPTION").textValue());
      String types = node.readable() ? node.types() : "I";
      assertEquals(types.isEmpty() ? "N" : types, at.path("TYPE").textValue());
      boolean valued = node.readable() && node.kind() != Node.Kind.REQUEST;
      assertEquals(valued, at.has("VALUE"));
      assertEquals(valued ? Math.max(1, node.types().length()) : 0, at.path("VALUE").size());
      assertFalse(at.has("CONTENTS"));
    }
    assertEquals(0, root.path("ACCESS").intValue());
    assertEquals(
        "/inkcast/writer", root.at("/CONTENTS/inkcast/CONTENTS/writer/FULL_PATH").textValue());
  }

  @Test
  void shouldReadNoNumbersThatItDoesNotGive() {
    for (Node node : OscQuery.valued(server.performance.space().root())) {
      assertTrue(node.kind() != Node.Kind.REQUEST, node::address);
    }
  }

  @Test
  void shouldDescribeATemperature() throws IOException {
    JsonNode node = json("/inkcast/writer/1/temperature");
    assertEquals(
        "{\"FULL_PATH\":\"/inkcast/writer/1/temperature\","
            + "\"DESCRIPTION\":\"0 is certain, 1 is the model's own\",\"TYPE\":\"f\",\"ACCESS\":3,"
            + "\"RANGE\":[{\"MIN\":0.0,\"MAX\":2.0}],\"CLIPMODE\":[\"both\"],\"VALUE\":[0.65],"
            + "\"TAGS\":[\"state\",\"writer\"],\"CRITICAL\":false}",
        node.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/inkcast/writer/1/temperature?VALUE|{\"VALUE\":[0.65]}",
        "/inkcast/writer/1/temperature/?VALUE=1|{\"VALUE\":[0.65]}",
        "/inkcast/writer/1/pause?RANGE|{\"RANGE\":[{\"MIN\":0,\"MAX\":1}]}",
        "/inkcast/writer/1/color?TYPE|{\"TYPE\":\"fff\"}",
        "/inkcast/writer/1/stroke?ACCESS|{\"ACCESS\":1}",
        "/inkcast/writer/1/restart?ACCESS|{\"ACCESS\":2}",
        "/inkcast/writer/1/restart?TYPE|{\"TYPE\":\"I\"}",
        "/inkcast/writer/1/hand?VALUE|{\"VALUE\":[\"test\"]}",
        "/inkcast/writer/1/hand?ACCESS&TYPE|{\"TYPE\":\"s\",\"ACCESS\":3}",
        "/inkcast/writer/1/hand?RANGE|{\"RANGE\":[{\"VALS\":[]}]}",
        "/inkcast/writer/1/stroke?UNIT|{\"UNIT\":[null,\"distance.pixels\",\"distance.pixels\","
            + "\"distance.pixels\",\"distance.pixels\",null]}",
        "/inkcast/rate?UNIT&TAGS|{\"UNIT\":[\"time.hz\"],\"TAGS\":[\"state\",\"operator\"]}",
        "/inkcast/writer/1/restart?CRITICAL|{\"CRITICAL\":true}",
        "/inkcast/writer?DESCRIPTION|{\"DESCRIPTION\":\"the writers, by their numbers\"}",
        "/inkcast?FULL_PATH|{\"FULL_PATH\":\"/inkcast\"}",
        "/inkcast/writer/1/cells?VALUE&ACCESS|{\"ACCESS\":1}",
        "/inkcast/page?VALUE&TYPE|{\"TYPE\":\"ff\",\"VALUE\":[1920.0,1080.0]}",
      })
  void shouldGiveSingleAttributes(String target, String expected) throws IOException {
    assertEquals(expected, json(target).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/none, 404",
    "/inkcast/writer/0/pen, 404",
    "/inkcast/writer/1/pen/more, 404",
    "/inkcast//page, 404",
    "/none?VALUE, 404",
    "/none?NONSENSE, 404",
    "/none?HTML, 404",
    "/inkcast/writer/1/restart?VALUE, 204",
    "/inkcast/writer/1/stroke?RANGE, 204",
    "/inkcast/writer/1/stroke?CLIPMODE, 204",
    "/inkcast/writer/1/hand?CLIPMODE, 204",
    "/inkcast/writer/1/temperature?UNIT, 204",
    "/inkcast/writer/1/stroke?CRITICAL, 204",
    "/inkcast/writer/1/stroke?EXTENDED_TYPE, 204",
    "/?DESCRIPTION, 204",
    "/inkcast/writer/1/stroke?CONTENTS, 204",
    "/inkcast?VALUE, 204",
    "/inkcast/page?NONSENSE, 400",
    "/inkcast/page?value, 400",
    "/inkcast/page?VALUE&NONSENSE, 400",
  })
  void shouldSayWhatItCannotGive(String target, int status) throws IOException {
    String answer = answer(target);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?HOST_INFO",
        "?HOST_INFO",
        "/?HOST_INFO=1",
        "/inkcast/page?HOST_INFO",
        "/none?HOST_INFO"
      })
  void shouldIntroduceItself(String target) throws IOException {
    JsonNode info = json(target);
    assertEquals("inkcast", info.path("NAME").textValue());
    assertEquals(server.port(), info.path("OSC_PORT").intValue());
    assertEquals("UDP", info.path("OSC_TRANSPORT").textValue());
    assertTrue(info.at("/EXTENSIONS/LISTEN").booleanValue());
  }
}
