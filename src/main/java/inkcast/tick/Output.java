package inkcast.tick;

import inkcast.stage.Node;

/**
 * A way out: OSC, WebSocket, MIDI. Called on the tick's thread only, so it must not block, and not
 * allocate in steady state: it encodes into buffers it already has and hands them to its own
 * thread. What it throws is counted, and it sits out the rest of that tick.
 */
public interface Output {

  /**
   * Something happened; within a tick in the order of happening.
   *
   * @param node read its value now, it is overwritten later
   */
  void changed(Node node);

  /**
   * No more happens in this tick.
   *
   * @param wallMillis time of day of this tick, milliseconds since 1970
   */
  void endOfTick(long wallMillis);
}
