package inkcast.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over the minutes of a soak, each on a panel with its own scale from 0. */
final class SoakGraph {
  private static final int WIDTH = 720;
  private static final int PANEL = 120;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TITLE = 28;

  private SoakGraph() {}

  /**
   * Writes a file.
   *
   * @param minutes (samples,)
   * @param lines (samples,) each, by what they are and in what unit
   */
  static void write(Path file, List<Double> minutes, Map<String, List<Double>> lines)
      throws IOException {
    StringBuilder svg = new StringBuilder();
    int height = lines.size() * (PANEL + TITLE) + TITLE;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                .formatted(WIDTH, height)
            + " font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    int top = TITLE;
    for (Map.Entry<String, List<Double>> line : lines.entrySet()) {
      panel(svg, top, line.getKey(), minutes, line.getValue());
      top += PANEL + TITLE;
    }
    svg.append("<text x=\"%d\" y=\"%d\">minutes</text>\n</svg>\n".formatted(WIDTH / 2, height - 8));
    Files.createDirectories(file.getParent());
    Files.writeString(file, svg);
  }

  private static void panel(
      StringBuilder svg, int top, String what, List<Double> minutes, List<Double> values) {
    double most = values.stream().mapToDouble(v -> v).filter(Double::isFinite).max().orElse(1);
    double end = minutes.getLast();
    svg.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(LEFT, top - 6, what));
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>\n"
            .formatted(LEFT, top, WIDTH - LEFT - RIGHT, PANEL));
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LEFT - 6, top + 12, String.format(Locale.ROOT, "%.4g", most)));
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n".formatted(LEFT - 6, top + PANEL));
    svg.append("<polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"2\" points=\"");
    for (int i = 0; i < values.size(); i++) {
      double x = LEFT + (WIDTH - LEFT - RIGHT) * minutes.get(i) / end;
      double y = top + PANEL * (1 - Math.min(1, values.get(i) / Math.max(most, 1e-9)));
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    svg.append("\"/>\n");
  }
}
