package inkcast.watch;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The figures as text.
 *
 * @param type of the content, with the format's version
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
public record Exposition(String type, byte[] body) {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  /**
   * Whether OpenMetrics is wanted. Not by findWriter, which may choose Protocol Buffers though
   * their library is not here.
   *
   * @param accept what HTTP's header says, or null
   */
  static boolean isOpen(@Nullable String accept) {
    return FORMATS.getOpenMetricsTextFormatWriter().accepts(accept);
  }

  /**
   * Writes them in the format that is asked for: OpenMetrics, or Prometheus' own.
   *
   * @param open as {@link #isOpen} says
   */
  static Exposition of(PrometheusRegistry registry, boolean open) {
    ExpositionFormatWriter writer =
        open ? FORMATS.getOpenMetricsTextFormatWriter() : FORMATS.getPrometheusTextFormatWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from memory
    }
    return new Exposition(writer.getContentType(), out.toByteArray());
  }
}
