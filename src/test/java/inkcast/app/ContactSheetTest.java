package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.Label;
import inkcast.draw.Run;
import inkcast.hand.Hand;
import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static final List<Float> TEMPERATURES = List.of(0.1f, 0.5f, 1f);
  private static final Hand MARCHING = hand("marching", Marching.WEIGHTS);

  @Test
  void shouldNameEachHandAndEachTemperatureOfItsRow() {
    ContactSheet sheet = write(List.of(MARCHING, hand("other", Marching.WEIGHTS)), 2);

    assertEquals(
        List.of("marching", "0.1", "0.5", "1.0", "other", "0.1", "0.5", "1.0"),
        sheet.labels().stream().map(Label::text).toList());
  }

  @Test
  void shouldWriteEachCellBelowItsTemperatureAndAboveTheNextHand() {
    ContactSheet sheet = write(List.of(MARCHING, hand("other", Marching.WEIGHTS)), 2);
    List<Label> labels = sheet.labels();

    int found = 0;
    for (int row = 0; row < 2; row++) {
      double end = row == 0 ? labels.get(4).y() - labels.get(4).size() : sheet.view().height();
      for (int column = 0; column < 3; column++) {
        Label label = labels.get(4 * row + 1 + column);
        double right = column < 2 ? labels.get(4 * row + 2 + column).x() : sheet.view().width();
        List<Run> cell = cell(sheet, label, right, end);
        assertFalse(cell.isEmpty(), row + ", " + column);
        found += cell.size();
      }
    }
    assertEquals(sheet.ink().runs().size(), found);
  }

  @Test
  void shouldWriteAllCellsFromTheSameSeed() {
    ContactSheet sheet = write(List.of(MARCHING, MARCHING), 2);
    List<Run> runs = sheet.ink().runs();

    int half = runs.size() / 2;
    float down = runs.get(half).y(0) - runs.get(0).y(0);
    assertTrue(down > 0);
    for (int i = 0; i < half; i++) {
      assertEquals(runs.get(i).x(0), runs.get(half + i).x(0));
      assertEquals(runs.get(i).y(0) + down, runs.get(half + i).y(0), 0.01);
    }
  }

  @Test
  void shouldKeepToTheViewHoweverAHandWanders() {
    ContactSheet sheet = write(List.of(hand("wild", RandomWeights.of(9, 2, 1)), MARCHING), 3);

    assertFalse(sheet.ink().runs().isEmpty());
    for (Run run : sheet.ink().runs()) {
      for (int i = 0; i < run.size(); i++) {
        assertTrue(run.x(i) >= 0 && run.x(i) <= sheet.view().width(), "x " + run.x(i));
        assertTrue(run.y(i) >= 0 && run.y(i) <= sheet.view().height(), "y " + run.y(i));
      }
    }
  }

  private static List<Run> cell(ContactSheet sheet, Label label, double right, double end) {
    List<Run> inside = new ArrayList<>();
    for (Run run : sheet.ink().runs()) {
      boolean all = true;
      for (int i = 0; i < run.size(); i++) {
        all &= run.x(i) >= label.x() && run.x(i) < right && run.y(i) > label.y() && run.y(i) < end;
      }
      if (all) {
        inside.add(run);
      }
    }
    return inside;
  }

  private static ContactSheet write(List<Hand> hands, int lines) {
    return ContactSheet.write(hands, TEMPERATURES, lines, 5, part -> {});
  }

  private static Hand hand(String name, Weights weights) {
    return new Hand(name, 6, weights, Map.of());
  }
}
