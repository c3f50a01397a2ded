package inkcast.house;

/**
 * What the configuration says of a writer.
 *
 * @param hand a name, or a file
 */
public record Plan(String hand, double temperature) {}
