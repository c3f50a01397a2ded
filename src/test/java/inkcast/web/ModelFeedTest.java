package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model computes, told to whoever listens. */
class ModelFeedTest {
  private static final int SCRIBBLER_UNITS = 16;
  private static final int SCRIBBLER_MIXTURES = 3;

  @Test
  void shouldTellTheTemperedDistributionOfTheStrokeThatFollows() {
    try (TestServer server = TestServer.scribbling(2);
        Listener page = new Listener(server.webSocket())) {
      page.listen("/inkcast/writer/1/mixture");
      await().until(() -> ticks(server, page.messages.size() > 3));
      List<Object> numbers = page.messages.getLast().arguments();
      assertEquals(1 + 20 * 6, numbers.size());
      double weights = 0;
      for (int k = 0; k < 20; k++) {
        double weight = number(numbers, 1 + 6 * k);
        weights += weight;
        assertEquals(k < SCRIBBLER_MIXTURES, weight > 0);
        assertTrue(number(numbers, 4 + 6 * k) >= 0);
        assertTrue(Math.abs(number(numbers, 6 + 6 * k)) <= 1);
      }
      assertEquals(1, weights, 1e-5);
    }
  }

  @Test
  void shouldTellTheHiddenValues() {
    try (TestServer server = TestServer.scribbling(1);
        Listener page = new Listener(server.webSocket())) {
      page.listen("/inkcast/writer/1/cells");
      await().until(() -> ticks(server, page.messages.size() > 3));
      server.performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(1));
      server.tick();
      Writer writer = server.performance.space().writers().getFirst().writer();
      List<Integer> hidden = new ArrayList<>();
      for (int unit = 0; unit < SCRIBBLER_UNITS; unit++) {
        hidden.add(Math.round(127 * writer.hidden(unit)));
      }
      hidden.addAll(Collections.nCopies(1024 - SCRIBBLER_UNITS, 0));
      await().until(() -> unpacked(page.messages.getLast()).equals(hidden));
    }
  }

  @Test
  void shouldTellEachBeforeItsStrokeThoughTwoTicksComeAtOnce() {
    try (TestServer server = TestServer.scribbling(1);
        Listener page = new Listener(server.webSocket())) {
      server.counters.add(Counter.WEB_CONNECTIONS, WebOutput.CROWD);
      page.listen("/inkcast/writer/1/{cells,stroke}");
      await().until(() -> ticks(server, page.frames.size() > 3));
      assertTrue(page.messages.size() >= 4 * (page.frames.size() - 1), "two ticks come at once");
      List<String> nodes = page.messages.stream().map(Message::address).toList();
      for (int i = 0; i < nodes.size(); i++) { // first the last stroke, alone
        assertEquals("/inkcast/writer/1/" + (i % 2 == 0 ? "stroke" : "cells"), nodes.get(i));
      }
    }
  }

  private static List<Integer> unpacked(Message cells) {
    List<Integer> bytes = new ArrayList<>();
    for (Object four : cells.arguments()) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.add((int) (byte) ((Integer) four >> shift));
      }
    }
    return bytes;
  }

  private static boolean ticks(TestServer server, boolean done) {
    server.tick();
    return done;
  }

  private static double number(List<Object> numbers, int index) {
    return ((Number) numbers.get(index)).doubleValue();
  }
}
