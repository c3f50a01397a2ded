package inkcast.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import inkcast.stage.Container;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The address space as JSON, after the OSCQuery proposal (github.com/Vidvox/OSCQueryProposal). Any
 * thread.
 */
final class OscQuery {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> EXTENSIONS =
      List.of(
          "ACCESS",
          "VALUE",
          "RANGE",
          "DESCRIPTION",
          "CLIPMODE",
          "UNIT",
          "TAGS",
          "CRITICAL",
          "HTML",
          "LISTEN",
          "IGNORE",
          "PATH_ADDED",
          "PATH_REMOVED",
          "PATH_CHANGED");
  private static final List<Attribute> OF_CONTAINERS =
      List.of(Attribute.FULL_PATH, Attribute.DESCRIPTION, Attribute.ACCESS, Attribute.CONTENTS);

  private OscQuery() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** What a client must know before it asks further. */
  static ByteBuf hostInfo(String name, int oscPort) {
    return json(
        json -> {
          json.writeStringField("NAME", name);
          json.writeNumberField("OSC_PORT", oscPort);
          json.writeStringField("OSC_TRANSPORT", "UDP");
          json.writeObjectFieldStart("EXTENSIONS");
          for (String extension : EXTENSIONS) {
            json.writeBooleanField(extension, true);
          }
          json.writeEndObject();
        });
  }

  /** A node, whole. */
  static ByteBuf node(Node node, ValueReader values) {
    return json(json -> writeNode(json, node, values));
  }

  /** Some attributes that a node has. */
  static ByteBuf attributes(Node node, Set<Attribute> attributes, ValueReader values) {
    return json(json -> writeAttributes(json, node, attributes, values));
  }

  /** An inner point with all that is below it. */
  static ByteBuf container(Container container, ValueReader values) {
    return json(json -> writeContainer(json, container, values));
  }

  /** Some attributes of an inner point, each of them one that it has. */
  static ByteBuf attributes(Container container, Set<Attribute> attributes, ValueReader values) {
    return json(json -> writeAttributes(json, container, attributes, values));
  }

  /** Whether an inner point has it. */
  static boolean isGivenBy(Container container, Attribute attribute) {
    return attribute == Attribute.DESCRIPTION
        ? !container.description().isEmpty()
        : OF_CONTAINERS.contains(attribute);
  }

  /** The nodes at and below an inner point whose values are given. */
  static List<Node> valued(Container container) {
    List<Node> found = new ArrayList<>();
    collect(container, found);
    return found;
  }

  private static void collect(Container container, List<Node> found) {
    container.nodes().values().stream().filter(Attribute.VALUE::isGivenBy).forEach(found::add);
    container.containers().values().forEach(c -> collect(c, found));
  }

  private static void writeContainer(JsonGenerator json, Container container, ValueReader values)
      throws IOException {
    writeAttributes(json, container, OF_CONTAINERS, values);
  }

  private static void writeAttributes(
      JsonGenerator json, Container container, Collection<Attribute> attributes, ValueReader values)
      throws IOException {
    for (Attribute attribute : attributes) {
      if (!isGivenBy(container, attribute)) {
        continue;
      }
      switch (attribute) {
        case DESCRIPTION -> json.writeStringField(attribute.name(), container.description());
        case FULL_PATH -> json.writeStringField(attribute.name(), container.path());
        case ACCESS -> json.writeNumberField(attribute.name(), 0);
        case CONTENTS -> writeContents(json, container, values);
        default -> throw new IllegalArgumentException("no inner point has " + attribute);
      }
    }
  }

  private static void writeContents(JsonGenerator json, Container container, ValueReader values)
      throws IOException {
    json.writeObjectFieldStart(Attribute.CONTENTS.name());
    for (var child : container.containers().entrySet()) {
      json.writeObjectFieldStart(child.getKey());
      writeContainer(json, child.getValue(), values);
      json.writeEndObject();
    }
    for (var child : container.nodes().entrySet()) {
      json.writeObjectFieldStart(child.getKey());
      writeNode(json, child.getValue(), values);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeNode(JsonGenerator json, Node node, ValueReader values)
      throws IOException {
    writeAttributes(json, node, List.of(Attribute.values()), values);
  }

  private static void writeAttributes(
      JsonGenerator json, Node node, Collection<Attribute> attributes, ValueReader values)
      throws IOException {
    for (Attribute attribute : attributes) {
      if (attribute.isGivenBy(node)) {
        attribute.write(json, node, values);
      }
    }
  }

  private static ByteBuf json(Body body) {
    ByteBuf bytes = Unpooled.buffer();
    try (OutputStream out = new ByteBufOutputStream(bytes);
        JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes;
  }
}
