package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a phone's camera reads, by way of another library's reader. */
class QrCodeTest {
  private static final String URL = "http://192.168.178.123:7601/";
  private static final int PIXELS = 4; // a module

  @Test
  void shouldBeReadFromATerminal() throws Exception {
    List<String> lines =
        QrCode.of(URL)
            .lines()
            .lines()
            .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
            .toList();
    int size = lines.getFirst().length();
    boolean[][] modules = new boolean[size][size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        char half = lines.get(y / 2).charAt(x);
        modules[y][x] = half == '█' || half == (y % 2 == 0 ? '▀' : '▄');
      }
    }
    assertEquals(URL, read(modules));
    assertTrue(lines.size() <= 17, "it leaves room for lines above on a terminal of 24");
  }

  @Test
  void shouldBeReadFromADrawing() throws Exception {
    String svg = QrCode.of(URL).svg();
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertTrue(box.find());
    int size = Integer.parseInt(box.group(1));
    boolean[][] modules = new boolean[size][size];
    Pattern.compile("M(\\d+) (\\d+)h1v1h-1z")
        .matcher(svg)
        .results()
        .forEach(m -> modules[Integer.parseInt(m.group(2))][Integer.parseInt(m.group(1))] = true);
    assertEquals(URL, read(modules));
    assertTrue(svg.contains("<title>" + URL + "</title>"), svg);
  }

  private static String read(boolean[][] modules) throws Exception {
    int width = modules.length * PIXELS;
    int[] pixels = new int[width * width];
    Arrays.setAll(
        pixels, i -> modules[i / width / PIXELS][i % width / PIXELS] ? 0xff000000 : 0xffffffff);
    RGBLuminanceSource source = new RGBLuminanceSource(width, width, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
