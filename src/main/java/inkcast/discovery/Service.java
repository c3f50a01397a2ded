package inkcast.discovery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What others shall find.
 *
 * @param type of DNS-SD, such as {@code _http._tcp}
 * @param port of this machine
 * @param text the attributes of its TXT record
 * @param name of its own; null: as all
 */
public record Service(String type, int port, Map<String, String> text, @Nullable String name) {
  /** A service without a name of its own. */
  public Service(String type, int port, Map<String, String> text) {
    this(type, port, text, null);
  }

  /** A service without attributes. */
  public Service(String type, int port) {
    this(type, port, Map.of());
  }
}
