package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.writer.Page;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** librsvg draws our SVG; it must look as our PNG does. */
@Tag("peer")
class RsvgTest {
  @Test
  void shouldLookTheSameAsSvgAndAsPng(@TempDir Path folder) throws Exception {
    assumeTrue(installed("rsvg-convert"), "rsvg-convert is not installed (librsvg2-bin)");
    Drawing drawing = new Scribble(4, 6, 300).drawing;
    View view = View.of(new Page(1200, 800, 50));
    Path svg = folder.resolve("page.svg");
    Path png = folder.resolve("page.png");
    Files.writeString(svg, Svg.write(drawing, view, Style.FINELINER, "test"));
    Process rsvg =
        new ProcessBuilder("rsvg-convert", "-o", png.toString(), svg.toString())
            .inheritIO()
            .start();
    assertTrue(rsvg.waitFor(30, TimeUnit.SECONDS), "rsvg-convert takes too long");
    assertEquals(0, rsvg.exitValue());

    BufferedImage theirs = ImageIO.read(png.toFile());
    BufferedImage ours = Png.image(drawing, List.of(), view, Style.FINELINER, 1);
    assertEquals(ours.getWidth(), theirs.getWidth());
    assertEquals(ours.getHeight(), theirs.getHeight());
    double ink = 0;
    double difference = 0;
    for (int y = 0; y < ours.getHeight(); y++) {
      for (int x = 0; x < ours.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int our = ours.getRGB(x, y) >> shift & 0xff;
          int their = theirs.getRGB(x, y) >> shift & 0xff;
          ink += 255 - our;
          difference += Math.abs(our - their);
        }
      }
    }
    assertTrue(ink > 0);
    assertTrue(difference < 0.05 * ink, "differs by " + difference / ink + " of the ink");
  }

  private static boolean installed(String program) throws IOException {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
