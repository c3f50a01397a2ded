package inkcast.config;

import java.util.List;
import java.util.Map;

/** A value of the file, with its full key and the line on which it stands. */
sealed interface Entry {

  /** Full key, such as {@code server.port} or {@code osc.targets[2]}; empty for the whole file. */
  String key();

  /** 1-based. */
  int line();

  /** The value in a few words, for an error message. */
  String describe();

  /** No value: the same as leaving the key out. */
  record Null(String key, int line) implements Entry {
    @Override
    public String describe() {
      return "nothing";
    }
  }

  /** A string, number or boolean, as it is written. */
  record Scalar(String key, int line, String text) implements Entry {
    private static final int LONGEST = 60;

    @Override
    public String describe() {
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
  }

  /** A sequence. */
  record Items(String key, int line, List<Entry> items) implements Entry {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A mapping, in the file's order. */
  record Fields(String key, int line, Map<String, Entry> fields) implements Entry {
    @Override
    public String describe() {
      return "keys and values";
    }

    /** The full key of a field. */
    String keyOf(String field) {
      return key.isEmpty() ? field : key + "." + field;
    }
  }
}
