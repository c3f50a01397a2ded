package inkcast.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tick of a recording, ready to be played.
 *
 * @param dueNs since the recording began
 * @param wallMillis time of day when it was recorded
 * @param leap whether something is missing before it, or it follows the recording's end: what is
 *     silent is told, too, where it differs
 * @param cues what happens, in order
 */
record Moment(long dueNs, long wallMillis, boolean leap, List<Cue> cues) {

  /**
   * One thing that happens.
   *
   * @param change what to do: there are other writers from here on; null: a node gets a value
   * @param address of the node, with this daemon's prefix
   * @param value its new one
   * @param silent whether nobody is told
   */
  record Cue(@Nullable Runnable change, String address, List<Object> value, boolean silent) {}
}
