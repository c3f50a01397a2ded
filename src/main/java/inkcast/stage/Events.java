package inkcast.stage;

/** Is told what happens in the address space, on the tick's thread and in order. */
public interface Events {

  /**
   * A node has a new value (or the same once more, when somebody has set it).
   *
   * @param node read its value now; it is overwritten later
   */
  void changed(Node node);
}
