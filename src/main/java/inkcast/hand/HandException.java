package inkcast.hand;

import java.io.IOException;

/** A hand that cannot be used; the message is one readable line: file, tensor, expected, found. */
public final class HandException extends IOException {
  private static final long serialVersionUID = 1;

  /** A fault of the file as a whole. */
  public HandException(String file, String fault) {
    super(file + ": " + fault);
  }

  /** A fault of one entry of the file. */
  public HandException(String file, String entry, String expected, String found) {
    super(file + ": " + entry + ": expected " + expected + ", found " + found);
  }
}
