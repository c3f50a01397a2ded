package inkcast.writer;

import inkcast.model.Weights;
import java.util.random.RandomGenerator;

/**
 * A writer to be.
 *
 * @param weights those of its hand; writers with the same instance are stepped together
 * @param setup what the configuration says of it
 * @param random its own source; a seeded one makes the writer repeat itself
 */
public record Part(Weights weights, Writer.Setup setup, RandomGenerator random) {}
