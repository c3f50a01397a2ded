/**
 * The YAML file into validated records. Any thread; nothing here is kept or changes.
 *
 * <p>{@link inkcast.config.ConfigFile} reads a file's text into a tree of {@link
 * inkcast.config.Entry}, in which each value knows its line; a {@link inkcast.config.Section} takes
 * typed values out of it and collects every problem, so that one run tells all that is wrong; what
 * is left over is an unknown key. The result is a {@link inkcast.config.Config}.
 */
@NullMarked
package inkcast.config;

import org.jspecify.annotations.NullMarked;
