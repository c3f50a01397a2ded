package inkcast.writer;

import org.jspecify.annotations.Nullable;

/** Is told what the writers do, in order. */
public interface WriterListener {

  /** A writer has begun a new line, by itself. */
  void restarted(Writer writer, Restart cause);

  /**
   * Where the distribution of the writer's next stroke is wanted, see {@link Outlook#COMPONENTS};
   * null: nobody looks at what the model computes.
   */
  default double @Nullable [] watches(Writer writer) {
    return null;
  }

  /** What the model computes for the next stroke is there. */
  default void computed(Writer writer) {}

  /** A writer has a new stroke. */
  void wrote(Writer writer);

  /** A step threw. Whoever returns from here lets the writer that did begin anew, alone. */
  default void failed(Throwable cause) {
    throw new IllegalStateException("a writer's step", cause);
  }

  /** A writer that was to finish rests from now on. */
  default void rested(Writer writer) {}
}
