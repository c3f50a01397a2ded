package inkcast.stage;

/** What the sender of a message may do; each role may also do what the earlier ones may. */
public enum Role {
  /** Temperature, restart, and writing oneself. */
  VISITOR,
  /** Everything. */
  OPERATOR;

  /** Whether this role may do what asks for {@code needed}. */
  public boolean mayActAs(Role needed) {
    return compareTo(needed) >= 0;
  }
}
