package inkcast.stage;

import inkcast.stage.Refusal.Reason;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where what a text names is made ready before the tick can take it: files are read and weights
 * packed on a thread of its own, then a command is queued. Any thread.
 */
public interface Backstage {

  /** Nothing is to be had. */
  Backstage CLOSED =
      new Backstage() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public Refusal prepare(List<Node> nodes, String name, Consumer<Refusal> refused) {
          return new Refusal(Reason.BAD_HAND, "there is nothing to choose from");
        }
      };

  /** What there is now, sorted; may look into folders. */
  List<String> names();

  /**
   * Takes a message and returns at once; messages are carried out in order, the last one prevails.
   *
   * @param nodes where it was sent to
   * @param name one of {@link #names}, or anything
   * @param refused is told on another thread why it cannot be done, if that shows only later
   * @return why it is not taken, or null
   */
  @Nullable Refusal prepare(List<Node> nodes, String name, Consumer<Refusal> refused);
}
