package inkcast.model;

/**
 * The two large matrices of {@link Weights} in int8.
 *
 * @param recurrent of {@link Weights#recurrentKernel}
 * @param output of {@link Weights#outputKernel}
 */
public record Quantised(Int8Matrix recurrent, Int8Matrix output) {}
