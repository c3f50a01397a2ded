package inkcast.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may say in a text frame. Immutable, any thread. */
sealed interface TextCommand {

  /** An OSC message, its arguments as OSC would give them. */
  record Message(String address, List<Object> arguments) implements TextCommand {}

  /** OSCQuery's command, such as LISTEN or IGNORE. */
  record Query(String command, @Nullable String data) implements TextCommand {}

  /** The longest part of what cannot be read that is sent back. */
  int EXCERPT = 100;

  /** Text that is none of these; the message is for its sender. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final String about;

    private Unreadable(String message, String about) {
      super(message, null, false, false);
      this.about = about;
    }

    /** What it was about: an address, else the beginning of the text. */
    String about() {
      return about;
    }
  }

  /**
   * Reads one frame.
   *
   * @throws Unreadable if it is not one JSON object of the right form
   */
  static TextCommand parse(String text) throws Unreadable {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unreadable("expected JSON: " + e.getOriginalMessage(), excerpt(text));
    }
    if (!(root instanceof ObjectNode object)) {
      throw new Unreadable("expected a JSON object", excerpt(text));
    }
    if (object.has("COMMAND")) {
      return query(object, text);
    }
    JsonNode address = object.get("address");
    if (address == null || !address.isTextual()) {
      throw new Unreadable("expected \"address\" and \"args\", or \"COMMAND\"", excerpt(text));
    }
    return message(object, address.textValue());
  }

  private static TextCommand query(ObjectNode object, String text) throws Unreadable {
    JsonNode command = object.get("COMMAND");
    JsonNode data = object.get("DATA");
    if (!command.isTextual()) {
      throw new Unreadable("expected a word after \"COMMAND\"", excerpt(text));
    }
    return new Query(command.textValue(), data == null ? null : data.textValue());
  }

  private static TextCommand message(ObjectNode object, String address) throws Unreadable {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!name.equals("address") && !name.equals("args")) {
        throw new Unreadable("unknown key \"" + excerpt(name) + "\"", excerpt(address));
      }
    }
    JsonNode args = object.get("args");
    if (args == null || !args.isArray()) {
      throw new Unreadable("expected an array after \"args\"", excerpt(address));
    }
    List<Object> arguments = new ArrayList<>(args.size());
    for (JsonNode arg : args) {
      arguments.add(argument(arg, address));
    }
    return new Message(address, arguments);
  }

  private static Object argument(JsonNode arg, String address) throws Unreadable {
    if (arg.isTextual()) {
      return arg.textValue();
    }
    if (arg.isBoolean()) {
      return arg.booleanValue();
    }
    if (arg.isIntegralNumber() && arg.canConvertToInt()) {
      return arg.intValue();
    }
    if (arg.isIntegralNumber() && arg.canConvertToLong()) {
      return arg.longValue();
    }
    if (arg.isNumber()) {
      return arg.floatValue();
    }
    throw new Unreadable(
        "expected numbers, strings, true or false in \"args\", found "
            + Map.of("NULL", "null", "ARRAY", "an array", "OBJECT", "an object")
                .get(arg.getNodeType().name()),
        excerpt(address));
  }

  /** The beginning of a text. */
  static String excerpt(String text) {
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT);
  }

  /** JSON by the book, and not too deep. */
  final class Json {
    static final ObjectMapper MAPPER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNameLength(EXCERPT) // or one that comes twice is told in full
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * The notice of a turn.
     *
     * @param place how many are before the client, or -1 when it is over
     * @param points strokes a second that are taken of it
     */
    static String turn(String address, int place, int points) {
      return MAPPER
          .createObjectNode()
          .put("COMMAND", "TURN")
          .put("DATA", address)
          .put("PLACE", place)
          .put("POINTS", points)
          .toString();
    }

    /** The notice of what could not be done. */
    static String error(String message, String about) {
      return MAPPER.createObjectNode().put("error", message).put("for", about).toString();
    }
  }
}
