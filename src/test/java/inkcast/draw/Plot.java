package inkcast.draw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Scanner;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What another program reads of an SVG for plotters.
 *
 * @param length of all paths, millimetres
 * @param about the JSON in its metadata
 */
public record Plot(int paths, double length, JsonNode about) {
  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Reads one. */
  public static Plot parse(byte[] svg) throws Exception {
    Element root =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();
    NodeList paths = root.getElementsByTagNameNS(SVG, "path");
    double length = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      length += length(((Element) paths.item(i)).getAttribute("d"));
    }
    String about = root.getElementsByTagNameNS(SVG, "metadata").item(0).getTextContent();
    return new Plot(paths.getLength(), length, new ObjectMapper().readTree(about));
  }

  /** Length of a path of one M and relative l. */
  static double length(String d) {
    Scanner numbers = new Scanner(d.substring(d.indexOf('l') + 1)).useLocale(Locale.ROOT);
    double sum = 0;
    while (numbers.hasNext()) {
      sum += Math.hypot(Double.parseDouble(numbers.next()), Double.parseDouble(numbers.next()));
    }
    return sum;
  }
}
