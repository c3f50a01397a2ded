package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What the OSCQuery proposal demands of a node's JSON, whoever has made it. */
public final class ProposalRules {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "FULL_PATH",
          "CONTENTS",
          "DESCRIPTION",
          "TYPE",
          "ACCESS",
          "VALUE",
          "RANGE",
          "CLIPMODE",
          "UNIT",
          "TAGS",
          "CRITICAL");

  private ProposalRules() {}

  /**
   * Holds a tree against the rules, node by node.
   *
   * @return its methods by their addresses
   */
  public static TreeMap<String, JsonNode> check(JsonNode root) {
    return check(root, "/");
  }

  /** As the other, for the part of a tree that is at an address. */
  public static TreeMap<String, JsonNode> check(JsonNode node, String path) {
    TreeMap<String, JsonNode> methods = new TreeMap<>();
    check(node, path, methods);
    return methods;
  }

  private static void check(JsonNode node, String path, TreeMap<String, JsonNode> methods) {
    assertTrue(node.isObject(), path);
    node.fieldNames().forEachRemaining(name -> assertTrue(ATTRIBUTES.contains(name), path + name));
    assertEquals(path, node.path("FULL_PATH").textValue());
    assertTrue(node.path("ACCESS").isInt(), path);
    int access = node.path("ACCESS").intValue();
    assertTrue(access >= 0 && access <= 3, path);
    if (node.has("DESCRIPTION")) {
      assertTrue(node.path("DESCRIPTION").isTextual(), path);
    }
    if (node.has("CONTENTS")) {
      assertTrue(node.path("CONTENTS").isObject(), path);
      assertEquals(0, access, path);
      assertFalse(node.has("TYPE"), path);
      // The proposal does not say so, but Chataigne merges containers of one description.
      List<String> described =
          node.path("CONTENTS").properties().stream()
              .filter(below -> below.getValue().has("CONTENTS"))
              .map(below -> below.getValue().path("DESCRIPTION").asText())
              .filter(description -> !description.isEmpty())
              .toList();
      assertEquals(Set.copyOf(described).size(), described.size(), path);
      node.path("CONTENTS")
          .properties()
          .forEach(e -> check(e.getValue(), (path + "/" + e.getKey()).replace("//", "/"), methods));
    } else {
      methods.put(path, node);
      checkMethod(node, path, access);
    }
  }

  private static void checkMethod(JsonNode node, String path, int access) {
    assertTrue(access > 0, path);
    assertFalse(node.path("DESCRIPTION").asText().isEmpty(), path);
    String types = node.path("TYPE").asText();
    assertTrue(types.matches("[ifshdcrmbtTFNI]+"), path);
    // Optional in the proposal: what is made on request has none to be looked up.
    boolean requested = node.path("TAGS").toString().contains("\"request\"");
    assertEquals((access & 1) != 0 && !requested, node.has("VALUE"), path);
    for (String parallel : new String[] {"VALUE", "RANGE", "CLIPMODE", "UNIT"}) {
      if (node.has(parallel)) {
        assertTrue(node.path(parallel).isArray(), path);
        assertEquals(types.length(), node.path(parallel).size(), path + " " + parallel);
      }
    }
    for (int i = 0; i < types.length(); i++) {
      char type = types.charAt(i);
      if (node.has("VALUE")) {
        assertTrue(fits(type, node.path("VALUE").get(i)), path + " " + node.path("VALUE"));
      }
      if (node.has("RANGE")) {
        checkRange(node.path("RANGE").get(i), type, path);
      }
      if (node.has("CLIPMODE")) {
        String mode = node.path("CLIPMODE").get(i).textValue();
        assertTrue(Set.of("none", "low", "high", "both").contains(mode), path);
      }
      if (node.has("UNIT")) {
        JsonNode unit = node.path("UNIT").get(i);
        assertTrue(unit.isNull() || unit.textValue().matches("[a-z]+\\.[a-z/]+"), path);
      }
    }
    if (node.has("TAGS")) {
      assertTrue(node.path("TAGS").isArray(), path);
      node.path("TAGS").forEach(tag -> assertTrue(tag.isTextual(), path));
    }
    assertEquals((access & 2) != 0, node.path("CRITICAL").isBoolean(), path);
  }

  private static void checkRange(JsonNode range, char type, String path) {
    if (range.isNull()) {
      return;
    }
    assertTrue(range.isObject() && !range.isEmpty(), path);
    range
        .fieldNames()
        .forEachRemaining(name -> assertTrue(Set.of("MIN", "MAX", "VALS").contains(name), path));
    if (range.has("VALS")) {
      range.path("VALS").forEach(value -> assertTrue(fits(type, value), path));
    }
    if (range.has("MIN")) {
      assertTrue(fits(type, range.path("MIN")) && fits(type, range.path("MAX")), path);
      assertTrue(range.path("MIN").doubleValue() < range.path("MAX").doubleValue(), path);
    }
  }

  private static boolean fits(char type, JsonNode value) {
    return switch (type) {
      case 'i' -> value.isInt();
      case 'f' -> value.isNumber() && !value.isIntegralNumber();
      case 's' -> value.isTextual();
      case 'T', 'F' -> value.isBoolean();
      default -> value.isNull();
    };
  }
}
