package inkcast.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes typed values out of a mapping. A wrong one is noted and its default given instead, so that
 * reading goes on to the next problem.
 */
final class Section {
  private final Entry.Fields fields;
  private final Problems problems;
  private final Set<String> taken = new HashSet<>();

  Section(Entry.Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** Reads a part of the mapping; its unknown keys are noted. */
  <T> T section(String key, Function<Section, T> reader) {
    Entry entry = take(key);
    if (entry != null && !(entry instanceof Entry.Fields)) {
      problems.add(entry, "keys and values");
    }
    Entry.Fields part =
        entry instanceof Entry.Fields f
            ? f
            : new Entry.Fields(fields.keyOf(key), fields.line(), Map.of());
    return read(part, problems, reader);
  }

  /** Reads a mapping; its unknown keys are noted. */
  static <T> T read(Entry.Fields fields, Problems problems, Function<Section, T> reader) {
    Section section = new Section(fields, problems);
    T result = reader.apply(section);
    section.noteUnknown();
    return result;
  }

  /** A number within limits. */
  double number(String key, double byDefault, double min, double max) {
    String expected = "a number from " + plain(min) + " to " + plain(max);
    return value(key, byDefault, expected, text -> inRange(decimal(text), min, max));
  }

  /** A whole number within limits. */
  int integer(String key, int byDefault, int min, int max) {
    String expected = "a whole number from " + min + " to " + max;
    return value(key, byDefault, expected, text -> (int) inRange(Integer.parseInt(text), min, max));
  }

  /** A whole number or nothing. */
  @Nullable Long integer(String key) {
    Entry entry = take(key);
    return entry == null ? null : parse(entry, null, "a whole number", Long::valueOf);
  }

  /** True or false. */
  boolean flag(String key, boolean byDefault) {
    return value(
        key,
        byDefault,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  /**
   * Any value written as text.
   *
   * @param expected in words
   * @param parser throws IllegalArgumentException for what is not expected
   */
  <T> T value(String key, T byDefault, String expected, Function<String, T> parser) {
    Entry entry = take(key);
    if (entry == null) {
      return byDefault;
    }
    T value = parse(entry, byDefault, expected, parser);
    return value == null ? byDefault : value;
  }

  /** A value or nothing. */
  <T> @Nullable T optional(String key, String expected, Function<String, T> parser) {
    Entry entry = take(key);
    return entry == null ? null : parse(entry, null, expected, parser);
  }

  /** A list of values written as text. */
  <T> List<T> list(String key, List<T> byDefault, String expected, Function<String, T> parser) {
    return items(key, byDefault, expected, item -> parse(item, null, expected, parser));
  }

  /**
   * A list of values of any form.
   *
   * @param reader gives null after noting a problem
   */
  <T> List<T> items(
      String key, List<T> byDefault, String expected, Function<Entry, @Nullable T> reader) {
    Entry entry = take(key);
    if (entry == null) {
      return byDefault;
    }
    if (!(entry instanceof Entry.Items list)) {
      problems.add(entry, "a list, each item " + expected);
      return byDefault;
    }
    List<T> values = new ArrayList<>();
    for (Entry item : list.items()) {
      T value = reader.apply(item);
      if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  /** A list of two values written as text. */
  <T> List<T> pair(String key, List<T> byDefault, String expected, Function<String, T> parser) {
    Entry entry = take(key);
    if (entry == null) {
      return byDefault;
    }
    if (!(entry instanceof Entry.Items list) || list.items().size() != 2) {
      problems.add(entry, expected);
      return byDefault;
    }
    T first = parse(list.items().getFirst(), byDefault.getFirst(), expected, parser);
    T last = parse(list.items().getLast(), byDefault.getLast(), expected, parser);
    return first == null || last == null ? byDefault : List.of(first, last);
  }

  /** The entries of a part whose keys are not known beforehand. */
  Map<String, Entry> entries(String key) {
    Entry entry = take(key);
    if (entry == null) {
      return Map.of();
    }
    if (entry instanceof Entry.Fields part) {
      return part.fields();
    }
    problems.add(entry, "keys and values");
    return Map.of();
  }

  /** The entry itself; null if the key is left out or has no value. */
  @Nullable Entry take(String key) {
    taken.add(key);
    Entry entry = fields.fields().get(key);
    return entry instanceof Entry.Null ? null : entry;
  }

  /** Turns a scalar into a value; notes a problem and gives {@code otherwise} if it cannot. */
  <T> @Nullable T parse(
      Entry entry, @Nullable T otherwise, String expected, Function<String, T> parser) {
    if (entry instanceof Entry.Scalar scalar) {
      try {
        return parser.apply(scalar.text());
      } catch (RuntimeException e) { // every parser's way to say no, NumberFormat- and the like
        problems.add(entry, expected);
        return otherwise;
      }
    }
    problems.add(entry, expected);
    return otherwise;
  }

  private void noteUnknown() {
    fields
        .fields()
        .forEach(
            (field, entry) -> {
              if (!taken.contains(field)) {
                problems.add(
                    entry.line(),
                    entry.key(),
                    "one of " + String.join(", ", new TreeSet<>(taken)) + ", found " + field);
              }
            });
  }

  private static double decimal(String text) {
    // Double.parseDouble alone would also take 1d, 0x1p3 and NaN.
    if (!text.matches("[-+0-9.eE]+")) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }

  private static double inRange(double value, double min, double max) {
    if (value >= min && value <= max) {
      return value;
    }
    throw new IllegalArgumentException("out of range");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
