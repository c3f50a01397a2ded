package inkcast.writer;

/** Why a writer begins a new line. */
public enum Restart {
  /** It need not. */
  NOT_DUE,
  /** The line has reached the right margin. */
  LINE_FULL,
  /** The pen has left the page at the top, the bottom or the left. */
  LOST,
  /** The pen has been up for {@value Writer#MAX_PEN_UP} strokes. */
  PEN_STUCK,
  /** The model's state holds NaN or an infinity. */
  NOT_FINITE,
  /** Its step threw. */
  FAILED
}
