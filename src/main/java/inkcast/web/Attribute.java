package inkcast.web;

import com.fasterxml.jackson.core.JsonGenerator;
import inkcast.stage.Input;
import inkcast.stage.Node;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of a node in the OSCQuery proposal; arrays run parallel to TYPE. */
enum Attribute {
  /** Full address. */
  FULL_PATH,
  /** Nodes below. */
  CONTENTS,
  /** For people. */
  DESCRIPTION,
  /** Type tags. */
  TYPE,
  /** 1 to read, 2 to write, 3 both, 0 for what only contains others. */
  ACCESS,
  /** Limits. */
  RANGE,
  /** What becomes of values beyond the limits. */
  CLIPMODE,
  /** The present value. */
  VALUE,
  /** Units of the values, from the proposal's list; null where a value has none. */
  UNIT,
  /** Words to sort nodes by. */
  TAGS,
  /** Whether messages should come over a connection that loses none. */
  CRITICAL,
  /** Known, not given here. */
  EXTENDED_TYPE,
  /** Known, not given here. */
  OVERLOADS;

  /** The type tag of a button, in the terms of OSC 1.1: an impulse. */
  private static final String IMPULSE = "I";

  /** That of no value at all. */
  private static final String NIL = "N";

  /** Whether a node has it. */
  boolean isGivenBy(Node node) {
    return switch (this) {
      case FULL_PATH, DESCRIPTION, TYPE, ACCESS, TAGS -> true;
      case RANGE -> node.range() != null || node.input() == Input.TEXT;
      case CLIPMODE -> node.range() != null && node.input() == Input.NUMBER;
      case VALUE -> node.readable() && node.kind() != Node.Kind.REQUEST;
      case UNIT -> !node.units().isEmpty();
      case CRITICAL -> node.input() != Input.NONE;
      case CONTENTS, EXTENDED_TYPE, OVERLOADS -> false;
    };
  }

  /**
   * Writes name and value of an attribute that the node has.
   *
   * @param values read if this is VALUE, RANGE or TYPE
   */
  void write(JsonGenerator json, Node node, ValueReader values) throws IOException {
    json.writeFieldName(name());
    switch (this) {
      case FULL_PATH -> json.writeString(node.address());
      case DESCRIPTION -> json.writeString(node.description());
      case TYPE -> json.writeString(type(node, values));
      case ACCESS -> json.writeNumber(access(node));
      case RANGE -> writeRange(json, node, values);
      case CLIPMODE -> writeClipMode(json, node);
      case VALUE -> writeValue(json, node, values);
      case UNIT -> writeStrings(json, node.units());
      case TAGS -> writeStrings(json, node.tags());
      case CRITICAL -> json.writeBoolean(node.critical());
      default -> throw new IllegalArgumentException("no node has " + this);
    }
  }

  /** As many strings as VALUE has, if that is told beside it: there may be others by now. */
  private static String type(Node node, ValueReader values) {
    if (!node.readable()) {
      return IMPULSE;
    }
    String types =
        node.textual() && values.holds(node) ? "s".repeat(values.texts(node).size()) : node.types();
    return types.isEmpty() ? NIL : types;
  }

  private static int access(Node node) {
    return (node.readable() ? 1 : 0) + (node.input() == Input.NONE ? 0 : 2);
  }

  private static void writeRange(JsonGenerator json, Node node, ValueReader values)
      throws IOException {
    Node.Range range = node.range();
    json.writeStartArray();
    if (node.input() == Input.TEXT && node.backstage() != null) {
      json.writeStartObject();
      json.writeFieldName("VALS");
      writeStrings(json, values.names(node.backstage()));
      json.writeEndObject();
    }
    for (int i = 0; range != null && i < node.types().length(); i++) {
      json.writeStartObject();
      json.writeFieldName("MIN");
      writeNumber(json, node.types().charAt(i), range.min());
      json.writeFieldName("MAX");
      writeNumber(json, node.types().charAt(i), range.max());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeClipMode(JsonGenerator json, Node node) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < node.types().length(); i++) {
      json.writeString("both");
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, Node node, ValueReader values)
      throws IOException {
    if (node.textual()) {
      List<String> texts = values.texts(node);
      writeStrings(json, texts.isEmpty() ? Collections.singletonList(null) : texts);
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < node.types().length(); i++) {
      writeNumber(json, node.types().charAt(i), values.numbers(node)[i]);
    }
    json.writeEndArray();
  }

  private static void writeStrings(JsonGenerator json, List<? extends @Nullable String> strings)
      throws IOException {
    json.writeStartArray();
    for (String string : strings) {
      json.writeString(string); // null, if it is that
    }
    json.writeEndArray();
  }

  private static void writeNumber(JsonGenerator json, char type, double value) throws IOException {
    if (type != 'f') {
      json.writeNumber((int) value);
    } else if (Double.isFinite(value)) {
      json.writeNumber((float) value); // a float32's shortest digits
    } else {
      json.writeNull(); // JSON has no name for it
    }
  }
}
