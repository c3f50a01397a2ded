package inkcast.writer;

/**
 * A colour of ink.
 *
 * @param r red, 0..1
 * @param g green, 0..1
 * @param b blue, 0..1
 */
public record Color(float r, float g, float b) {

  // OKLCh: one lightness and chroma for all hues, so that no writer is louder than another and each
  // can be read on light and on dark paper.
  private static final double LIGHTNESS = 0.62;
  private static final double CHROMA = 0.13;

  /**
   * The ink of a hue (Ottosson, "A perceptual color space for image processing", 2020).
   *
   * @param hue turns, 0..1
   */
  static Color ofHue(double hue) {
    double a = CHROMA * Math.cos(2 * Math.PI * hue);
    double b = CHROMA * Math.sin(2 * Math.PI * hue);
    double l = cube(LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b);
    return new Color(
        gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  private static double cube(double v) {
    return v * v * v;
  }

  /** Linear light to sRGB (IEC 61966-2-1), cut to what a screen can show. */
  private static float gamma(double v) {
    double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    return (float) Math.clamp(encoded, 0, 1);
  }
}
