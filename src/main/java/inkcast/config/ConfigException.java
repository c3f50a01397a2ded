package inkcast.config;

import java.util.List;

/** A configuration that cannot be used: what is wrong with it, a line each, in the file's order. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  /** Collects what is wrong: each says file, line, key, what was expected and what was found. */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, a line each. */
  public List<String> problems() {
    return problems;
  }
}
