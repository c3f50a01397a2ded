package inkcast.osc;

/** How a tick's values are put into packets. */
public enum Shape {
  /** A message a node, a packet a message. */
  TUPLE,
  /** As tuple, but for nodes whose numbers have names of their own: a message a number. */
  FLAT,
  /** The messages of tuple in bundles, with the tick's time tag. */
  BUNDLE
}
