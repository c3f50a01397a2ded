package inkcast.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a YAML file into entries that know their lines. */
final class ConfigFile {
  private static final long MAX_BYTES = 1 << 20;

  private final String name;
  private final JsonParser parser;
  private final Problems problems;

  private ConfigFile(String name, JsonParser parser, Problems problems) {
    this.name = name;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @return the whole; empty fields for an empty file
   * @throws ConfigException if it cannot be read or is not YAML
   */
  static Entry.Fields read(Path file, Problems problems) throws ConfigException {
    String text;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw failure(file + ": expected at most 1 MiB, found " + Files.size(file) + " bytes");
      }
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw failure(file + ": no such file");
    } catch (CharacterCodingException e) {
      throw failure(file + ": expected UTF-8 text");
    } catch (IOException e) {
      throw failure(file + ": cannot be read: " + e.getMessage());
    }
    return parse(file.toString(), text, problems);
  }

  /** Reads a text; {@code name} stands for its file in messages. */
  static Entry.Fields parse(String name, String text, Problems problems) throws ConfigException {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      return new ConfigFile(name, parser, problems).whole();
    } catch (JsonProcessingException e) {
      throw failure(name + where(e) + ": not YAML: " + cause(e));
    } catch (IOException e) {
      throw failure(name + ": cannot be read: " + e.getMessage());
    }
  }

  private Entry.Fields whole() throws IOException, ConfigException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return new Entry.Fields("", 1, Map.of());
    }
    Entry entry = value("", line());
    if (!(entry instanceof Entry.Fields fields)) {
      throw failure(name + ":1: expected keys and values, found " + entry.describe());
    }
    if (parser.nextToken() != null) {
      throw failure(name + ":" + line() + ": expected one document, found another");
    }
    return fields;
  }

  /** Reads a value; {@code line} is where its key stands. */
  private Entry value(String key, int line) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(key, line);
      case START_ARRAY -> items(key, line);
      case VALUE_NULL -> new Entry.Null(key, line);
      default -> {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
          problems.add(line, key, "a value, found the alias *" + parser.getText());
        }
        yield new Entry.Scalar(key, line, parser.getText());
      }
    };
  }

  private Entry.Fields fields(String key, int keyLine) throws IOException {
    Map<String, Entry> fields = new LinkedHashMap<>();
    Entry.Fields entry = new Entry.Fields(key, keyLine, fields);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      int line = line();
      parser.nextToken();
      Entry earlier = fields.put(field, value(entry.keyOf(field), line));
      if (earlier != null) {
        String expected = "to stand once, found it again after line " + earlier.line();
        problems.add(line, entry.keyOf(field), expected);
      }
    }
    return entry;
  }

  private Entry.Items items(String key, int line) throws IOException {
    List<Entry> items = new ArrayList<>();
    Entry.Items entry = new Entry.Items(key, line, items);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(key + "[" + (items.size() + 1) + "]", line()));
    }
    return entry;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private static ConfigException failure(String problem) {
    return new ConfigException(List.of(problem));
  }

  private static String where(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return ":" + (marked.getProblemMark().getLine() + 1);
    }
    return e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
  }

  /** SnakeYAML's whole message runs over several lines and repeats the place. */
  private static String cause(JsonProcessingException e) {
    String problem =
        e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null
            ? marked.getProblem()
            : e.getOriginalMessage();
    return problem.replaceAll("\\p{Cntrl}", " ").strip();
  }
}
