package inkcast.stage;

import inkcast.stage.Refusal.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where what a message asks for is made ready before the tick can take it: files are read and
 * weights packed on a thread of its own, then a command is queued. Any thread.
 */
public interface Backstage {

  /** Nothing is to be had. */
  Backstage CLOSED =
      (nodes, request) -> new Refusal(Reason.BAD_HAND, "there is nothing to choose from");

  /**
   * Who makes ready what.
   *
   * @param hands for a writer
   * @param reload of the configuration
   * @param targets of OSC
   * @param primes for a writer
   */
  record Doors(Backstage hands, Backstage reload, Backstage targets, Backstage primes) {
    /** Nothing is to be had anywhere. */
    public static final Doors CLOSED =
        new Doors(Backstage.CLOSED, Backstage.CLOSED, Backstage.CLOSED, Backstage.CLOSED);
  }

  /** What a text may be now, sorted; may look into folders. */
  default List<String> names() {
    return List.of();
  }

  /**
   * Takes a message and returns at once; messages are carried out in order, the last one prevails.
   *
   * @param nodes where it was sent to
   * @return why it is not taken, or null
   */
  @Nullable Refusal prepare(List<Node> nodes, Request request);
}
