package inkcast.web;

import io.nayuki.qrcodegen.QrCode.Ecc;

/** A QR code, for a phone's camera. */
public final class QrCode {
  private static final int QUIET = 4; // modules of white around, as the standard asks
  private static final String BLACK_ON_WHITE = "\u001b[30;107m"; // whatever the terminal's colours
  private static final String RESET = "\u001b[0m";
  private static final String[] HALVES = {" ", "▀", "▄", "█"}; // upper module, lower module

  private final String text;
  private final io.nayuki.qrcodegen.QrCode modules;

  private QrCode(String text) {
    this.text = text;
    modules = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW); // higher if it costs no size
  }

  /** The code of a text. */
  public static QrCode of(String text) {
    return new QrCode(text);
  }

  /** Lines for a terminal, which end with a line break each: a character has two modules. */
  public String lines() {
    StringBuilder lines = new StringBuilder();
    for (int y = -QUIET; y < modules.size + QUIET; y += 2) {
      lines.append(BLACK_ON_WHITE);
      for (int x = -QUIET; x < modules.size + QUIET; x++) {
        lines.append(HALVES[module(x, y) + 2 * module(x, y + 1)]);
      }
      lines.append(RESET).append('\n');
    }
    return lines.toString();
  }

  /** A drawing, black on white, titled with the text. */
  public String svg() {
    int size = modules.size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.size; y++) {
      for (int x = 0; x < modules.size; x++) {
        if (modules.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">
    <title>%s</title>
    <rect width="100%%" height="100%%" fill="#fff"/>
    <path d="%s"/>
    </svg>
    """
        .formatted(size, size, Pages.escape(text), path);
  }

  private int module(int x, int y) {
    return modules.getModule(x, y) ? 1 : 0; // white outside
  }
}
