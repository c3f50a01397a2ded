package inkcast.draw;

import inkcast.writer.Color;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A drawing as PNG, antialiased; needs no display. */
public final class Png {
  /** Widest and tallest picture: beyond it a view is shown smaller. */
  public static final int MAX_SIDE = 8192;

  private Png() {}

  /** As {@link #write(Drawing, List, View, Style, double)}, without labels. */
  public static byte[] write(Drawing drawing, View view, Style style, double scale) {
    return write(drawing, List.of(), view, style, scale);
  }

  /**
   * Draws a picture.
   *
   * @param labels need a font on this machine
   * @param scale pixels a page unit, made smaller where a side would be longer than {@value
   *     #MAX_SIDE}
   * @return the file's bytes
   */
  public static byte[] write(
      Drawing drawing, List<Label> labels, View view, Style style, double scale) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(drawing, labels, view, style, scale), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static BufferedImage image(
      Drawing drawing, List<Label> labels, View view, Style style, double scale) {
    double fitted = Math.min(scale, MAX_SIDE / Math.max(view.width(), view.height()));
    int width = pixels(view.width() * fitted);
    int height = pixels(view.height() * fitted);
    int type = style.paper() == null ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    if (style.paper() != null) {
      g.setColor(awt(style.paper()));
      g.fillRect(0, 0, width, height);
    }
    g.scale(fitted, fitted);
    g.translate(-view.left(), -view.top());
    g.setStroke(
        new BasicStroke((float) style.lineWidth(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (Run run : drawing.runs()) {
      g.setColor(awt(run.color()));
      g.draw(path(run));
    }
    for (Label label : labels) {
      g.setColor(awt(label.color()));
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) label.size()));
      g.drawString(label.text(), (float) label.x(), (float) label.y());
    }
    g.dispose();
    return image;
  }

  private static Path2D path(Run run) {
    Path2D.Float path = new Path2D.Float(Path2D.WIND_NON_ZERO, run.size());
    path.moveTo(run.x(0), run.y(0));
    for (int i = 1; i < run.size(); i++) {
      path.lineTo(run.x(i), run.y(i));
    }
    return path;
  }

  private static int pixels(double length) {
    return Math.clamp((long) Math.ceil(length), 1, MAX_SIDE);
  }

  private static java.awt.Color awt(Color color) {
    return new java.awt.Color(color.r(), color.g(), color.b());
  }
}
