package inkcast.model;

/**
 * The two large matrices of {@link Weights} as they are stored in int8: a weight is its level times
 * its column's scale. Never changed after construction.
 *
 * @param recurrentLevels (units, 4 units): columns as in {@link Weights#recurrentKernel}
 * @param recurrentScale (4 units,)
 * @param outputLevels (units, outputs): columns as in {@link Weights#outputKernel}
 * @param outputScale (outputs,)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, as the weights are
public record Quantised(
    byte[] recurrentLevels, float[] recurrentScale, byte[] outputLevels, float[] outputScale) {}
