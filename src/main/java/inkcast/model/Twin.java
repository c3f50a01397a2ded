package inkcast.model;

/** The two implementations of the recurrent step, equal but for speed and the last bits. */
public enum Twin {
  /** Plain Java: the reference, the same bits on every machine. */
  SCALAR {
    @Override
    public SliceableLstm lstm(Weights weights) {
      return new ScalarLstm();
    }
  },
  /** The Vector API, with vectors as long as the machine's. */
  VECTOR {
    @Override
    public SliceableLstm lstm(Weights weights) {
      return new VectorLstm(Panels.of(weights), FEWEST_FLOAT);
    }
  };

  private static final String MODULE = "jdk.incubator.vector";

  // Measured: of 500 units, two streams take 44 us in int8 and 54 in float32, three 66 and 62; of
  // 256 units, whose float32 is in the second-level cache, two take 17 and 14.
  static final int FEWEST_FLOAT = 3;

  /** The step of a hand in this implementation; packs its weights. */
  public abstract SliceableLstm lstm(Weights weights);

  /** The one for this JVM: vectors if it was started with their module. */
  public static Twin preferred() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() ? VECTOR : SCALAR;
  }

  /** What a log says of {@link #preferred}: the choice, and what is missing if that is why. */
  public static String choice() {
    return preferred() == VECTOR
        ? "vectors of " + FloatProduct.SPECIES.vectorBitSize() + " bits"
        : "plain Java, since the JVM was started without --add-modules " + MODULE;
  }
}
