package inkcast.discovery;

import java.util.Map;

/**
 * What others shall find.
 *
 * @param type of DNS-SD, such as {@code _http._tcp}
 * @param port of this machine
 * @param text the attributes of its TXT record
 */
public record Service(String type, int port, Map<String, String> text) {
  /** A service without attributes. */
  public Service(String type, int port) {
    this(type, port, Map.of());
  }
}
