package inkcast.rtpmidi;

/** Why a peer is one no longer. */
public enum Departure {
  /** It said so. */
  GOODBYE,
  /** Nothing was heard of it for a minute. */
  SILENT,
  /** It invited again, from elsewhere or after a crash: it joins anew. */
  REPLACED,
  /** We no longer want it. */
  WITHDRAWN,
  /** The host closes. */
  CLOSED
}
