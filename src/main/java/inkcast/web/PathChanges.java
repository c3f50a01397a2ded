package inkcast.web;

import inkcast.stage.Container;
import java.util.ArrayList;
import java.util.List;

/** What has become of a tree, in the notices of OSCQuery. */
final class PathChanges {
  /** More than so many are told in one: a client must then look for itself. */
  static final int MAX_NOTICES = 1000;

  private final List<String> found = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();

  private PathChanges() {}

  /**
   * The topmost paths that have come or gone, and then the inner points that this has changed.
   *
   * @return notices as JSON
   */
  static List<String> between(Container before, Container after) {
    PathChanges changes = new PathChanges();
    changes.compare(before, after);
    List<String> notices = new ArrayList<>();
    if (changes.found.size() <= MAX_NOTICES) {
      notices.addAll(changes.found);
    }
    notices.addAll(changes.changed);
    return notices;
  }

  /** Word that whoever knows a path must ask for it again. */
  static String changed(String path) {
    return notice("PATH_CHANGED", path);
  }

  private void compare(Container before, Container after) {
    int known = found.size();
    before.nodes().forEach((name, node) -> gone(!after.nodes().containsKey(name), node.address()));
    after.nodes().forEach((name, node) -> come(!before.nodes().containsKey(name), node.address()));
    before.containers().forEach((name, c) -> gone(!after.containers().containsKey(name), c.path()));
    after.containers().forEach((name, c) -> come(!before.containers().containsKey(name), c.path()));
    if (found.size() > known) {
      changed.add(changed(after.path()));
    }
    after
        .containers()
        .forEach(
            (name, container) -> {
              Container earlier = before.containers().get(name);
              if (earlier != null) {
                compare(earlier, container);
              }
            });
  }

  private void gone(boolean is, String path) {
    if (is) {
      found.add(notice("PATH_REMOVED", path));
    }
  }

  private void come(boolean is, String path) {
    if (is) {
      found.add(notice("PATH_ADDED", path));
    }
  }

  private static String notice(String command, String path) {
    return TextCommand.Json.MAPPER
        .createObjectNode()
        .put("COMMAND", command)
        .put("DATA", path)
        .toString();
  }
}
