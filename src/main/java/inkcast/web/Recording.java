package inkcast.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inkcast.draw.FairCopy;
import inkcast.draw.FairCopy.Point;
import inkcast.draw.FairCopy.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A line as the page for recording sends it: what the pen did, in pixels, and between which guides.
 *
 * @param began when, by the device's own clock
 * @param sent all of it: text, began, device, guides, raw
 * @param steps the same tidied, in model units
 */
record Recording(Instant began, ObjectNode sent, List<Step> steps) {
  /** Of a file's offsets: as of the seed's. */
  static final int SCALE = 10;

  private static final double HUNDREDTHS = 100; // digits beyond would only make files longer
  private static final Set<String> KEYS = Set.of("text", "began", "device", "guides", "raw");
  private static final Set<String> DEVICES = Set.of("pen", "touch", "mouse");
  private static final long LAST_MILLI = 253_402_300_799_999L; // of the year 9999
  private static final int MAX_TEXT = 200;
  private static final int MAX_PIXELS = 20_000;
  private static final int MIN_X_HEIGHT = 4; // pixels
  private static final int MIN_STEPS = 5; // a slip of the thumb has fewer, no word has
  private static final String RAW = "points [x, y, ms, pressure 0..1, pen 0 or 1]";

  /** What cannot be read as a line; the message is for its sender. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private Unreadable(String expected, Object found) {
      super("expected " + expected + ", found " + TextCommand.excerpt(found.toString()));
    }
  }

  /**
   * Reads and tidies a line.
   *
   * @throws Unreadable if it is not of the form that the page sends, or too long
   */
  static Recording parse(byte[] body) throws Unreadable {
    JsonNode root;
    try {
      root = TextCommand.Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Unreadable("JSON", e.getOriginalMessage());
    } catch (IOException e) {
      throw new AssertionError("bytes can always be read", e);
    }
    if (!(root instanceof ObjectNode sent)) {
      throw new Unreadable("a JSON object", root.getNodeType());
    }
    TreeSet<String> keys = new TreeSet<>();
    sent.fieldNames().forEachRemaining(keys::add);
    require(keys.equals(KEYS), "the keys " + new TreeSet<>(KEYS), keys);
    JsonNode text = sent.path("text");
    require(text.isTextual() && text.textValue().length() <= MAX_TEXT, "a short text", text);
    JsonNode device = sent.path("device");
    require(DEVICES.contains(device.asText()), "device pen, touch or mouse", device);
    JsonNode began = sent.path("began");
    require(isIn(began, 0, LAST_MILLI), "began in milliseconds since 1970", began);
    try {
      List<Step> steps = FairCopy.of(strokes(sent.path("raw")), xHeight(sent.path("guides")));
      require(steps.size() >= MIN_STEPS, "a written text", "hardly any ink: write on, or clear it");
      return new Recording(Instant.ofEpochMilli(began.longValue()), sent, steps);
    } catch (IllegalArgumentException e) {
      throw new Unreadable("a line that is as long as its text", String.valueOf(e.getMessage()));
    }
  }

  /** The stroke-3 file: the tidied strokes, and all that was sent. */
  byte[] file() {
    ObjectNode file = TextCommand.Json.MAPPER.createObjectNode().put("scale_factor", SCALE);
    file.setAll(sent);
    file.put("began", began.toString());
    file.set("strokes", strokes());
    return (file + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** {@code [[dx, dy, pen], ...]}, model units times {@link #SCALE}. */
  ArrayNode strokes() {
    ArrayNode strokes = TextCommand.Json.MAPPER.createArrayNode();
    double x = 0;
    double y = 0;
    long writtenX = 0; // hundredths: places are rounded, not offsets, so that no error adds up
    long writtenY = 0;
    for (Step step : steps) {
      x += step.dx();
      y += step.dy();
      long toX = Math.round(x * SCALE * HUNDREDTHS);
      long toY = Math.round(y * SCALE * HUNDREDTHS);
      strokes
          .addArray()
          .add((toX - writtenX) / HUNDREDTHS)
          .add((toY - writtenY) / HUNDREDTHS)
          .add(step.lifts() ? 1 : 0);
      writtenX = toX;
      writtenY = toY;
    }
    return strokes;
  }

  private static double xHeight(JsonNode guides) throws Unreadable {
    JsonNode top = guides.path("top");
    JsonNode base = guides.path("base");
    require(
        isIn(top, 0, MAX_PIXELS)
            && isIn(base, top.doubleValue() + MIN_X_HEIGHT, MAX_PIXELS)
            && guides.size() == 2,
        "guides {\"top\", \"base\"}, " + MIN_X_HEIGHT + " pixels apart or more",
        guides);
    return base.doubleValue() - top.doubleValue();
  }

  private static List<List<Point>> strokes(JsonNode raw) throws Unreadable {
    require(raw.isArray() && !raw.isEmpty(), RAW, raw);
    List<List<Point>> strokes = new ArrayList<>();
    List<Point> stroke = new ArrayList<>();
    for (JsonNode point : raw) {
      boolean fine =
          point.isArray()
              && point.size() == 5
              && isIn(point.get(0), -MAX_PIXELS, MAX_PIXELS)
              && isIn(point.get(1), -MAX_PIXELS, MAX_PIXELS)
              && isIn(point.get(2), 0, LAST_MILLI)
              && isIn(point.get(3), 0, 1)
              && isIn(point.get(4), 0, 1);
      require(fine, RAW, point);
      stroke.add(new Point(point.get(0).doubleValue(), point.get(1).doubleValue()));
      if (point.get(4).doubleValue() == 1) {
        strokes.add(stroke);
        stroke = new ArrayList<>();
      } else {
        require(point.get(4).doubleValue() == 0, RAW, point);
      }
    }
    require(stroke.isEmpty(), "a last point that lifts the pen", raw.get(raw.size() - 1));
    return strokes;
  }

  private static boolean isIn(JsonNode number, double min, double max) {
    return number.isNumber() && number.doubleValue() >= min && number.doubleValue() <= max;
  }

  private static void require(boolean fine, String expected, Object found) throws Unreadable {
    if (!fine) {
      throw new Unreadable(expected, found);
    }
  }
}
