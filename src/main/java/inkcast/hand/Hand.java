package inkcast.hand;

import inkcast.model.Weights;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of trained weights with what is known about them. Immutable, shared by threads.
 *
 * @param name what writers call it
 * @param scaleFactor page units per model unit that it was trained with, for information
 * @param metadata further entries of its file, such as licence and provenance, in order of their
 *     keys
 */
public record Hand(String name, float scaleFactor, Weights weights, Map<String, String> metadata) {

  /** Keeps a copy of the metadata. */
  public Hand {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }
}
