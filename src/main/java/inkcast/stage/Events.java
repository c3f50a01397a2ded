package inkcast.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told what happens in the address space, on the tick's thread and in order. */
public interface Events {

  /**
   * A node has a new value (or the same once more, when somebody has set it).
   *
   * @param node read its value now; it is overwritten later
   */
  void changed(Node node);

  /**
   * A node has another value for whoever comes late, though nothing has happened that anybody else
   * should be told.
   *
   * @param node read its value now; it is overwritten later
   */
  default void corrected(Node node) {}

  /**
   * A message has come in that is carried out now, or was handed to whoever makes ready what it
   * asks for: they may refuse it, as a pen does a stroke.
   *
   * @param by who has sent it
   * @param address as it was sent, perhaps a pattern
   * @param arguments as it was sent; not to be changed
   */
  default void received(Role by, String address, List<? extends @Nullable Object> arguments) {}
}
