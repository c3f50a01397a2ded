/**
 * The program: {@code main}, one file a subcommand, and the wiring of all other rooms.
 *
 * <p>Thread: the JVM's main thread; each subcommand says what it starts. Flow: {@link Inkcast}
 * parses the command line, a subcommand does the work, and its outcome becomes an exit code: 0
 * done, 2 wrong usage, config or hand, 1 anything later.
 */
@NullMarked
package inkcast.app;

import org.jspecify.annotations.NullMarked;
