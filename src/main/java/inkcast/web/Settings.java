package inkcast.web;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of the server.
 *
 * @param bind address to listen on, a literal or a name
 * @param port TCP, 0 for any free one
 * @param name of the piece, for people
 * @param names the server answers to, beyond this machine's own
 * @param origins whose pages may use it, beyond its own
 * @param operators sources that may do everything
 * @param token makes an operator of whoever knows it
 * @param connections open at once at most
 * @param messages a second and WebSocket at most
 * @param prefix of all addresses
 * @param maxTemperature upper end of the temperatures' range
 * @param recordings folder of the lines that people write
 */
public record Settings(
    String bind,
    int port,
    String name,
    List<String> names,
    List<String> origins,
    Operators operators,
    @Nullable OperatorToken token,
    int connections,
    int messages,
    String prefix,
    double maxTemperature,
    Path recordings) {}
