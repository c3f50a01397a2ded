package inkcast.draw;

import inkcast.writer.Color;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A drawing as SVG 1.1: one path a run. Coordinates are rounded to hundredths before they are
 * written as differences, so that the rounding does not add up along a path.
 */
public final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int FRACTION = 100;

  private Svg() {}

  /** As {@link #write(Drawing, List, View, Style, String)}, without labels. */
  public static String write(Drawing drawing, View view, Style style, String title) {
    return write(drawing, List.of(), view, style, title);
  }

  /**
   * Writes a picture.
   *
   * @param title what it shows, for people
   * @return a whole document without an XML declaration: UTF-8 when encoded so
   */
  public static String write(
      Drawing drawing, List<Label> labels, View view, Style style, String title) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(NAMESPACE);
      String corner = number(view.left()) + " " + number(view.top());
      String size = number(view.width()) + " " + number(view.height());
      xml.writeAttribute("viewBox", corner + " " + size);
      xml.writeAttribute("width", number(view.width()));
      xml.writeAttribute("height", number(view.height()));
      xml.writeAttribute("role", "img");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      xml.writeEndElement();
      if (style.paper() != null) {
        writePaper(xml, view, style.paper());
      }
      xml.writeStartElement("g");
      xml.writeAttribute("fill", "none");
      xml.writeAttribute("stroke-width", number(style.lineWidth()));
      xml.writeAttribute("stroke-linecap", "round");
      xml.writeAttribute("stroke-linejoin", "round");
      for (Run run : drawing.runs()) {
        xml.writeCharacters("\n");
        xml.writeEmptyElement("path");
        xml.writeAttribute("stroke", hex(run.color()));
        xml.writeAttribute("d", path(run));
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      for (Label label : labels) {
        writeLabel(xml, label);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("cannot be written as XML: " + title, e);
    }
    return text.append('\n').toString();
  }

  private static void writeLabel(XMLStreamWriter xml, Label label) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("text");
    xml.writeAttribute("x", number(label.x()));
    xml.writeAttribute("y", number(label.y()));
    xml.writeAttribute("font-family", "sans-serif");
    xml.writeAttribute("font-size", number(label.size()));
    xml.writeAttribute("fill", hex(label.color()));
    xml.writeCharacters(label.text());
    xml.writeEndElement();
  }

  private static void writePaper(XMLStreamWriter xml, View view, Color paper)
      throws XMLStreamException {
    xml.writeEmptyElement("rect");
    xml.writeAttribute("x", number(view.left()));
    xml.writeAttribute("y", number(view.top()));
    xml.writeAttribute("width", number(view.width()));
    xml.writeAttribute("height", number(view.height()));
    xml.writeAttribute("fill", hex(paper));
  }

  private static String path(Run run) {
    StringBuilder d = new StringBuilder();
    long x = hundredths(run.x(0));
    long y = hundredths(run.y(0));
    append(d.append('M'), x);
    append(d.append(' '), y);
    for (int i = 1; i < run.size(); i++) {
      long nextX = hundredths(run.x(i));
      long nextY = hundredths(run.y(i));
      append(d.append(i == 1 ? 'l' : ' '), nextX - x);
      append(d.append(' '), nextY - y);
      x = nextX;
      y = nextY;
    }
    return d.toString();
  }

  private static String hex(Color color) {
    return "#" + hex(color.r()) + hex(color.g()) + hex(color.b());
  }

  private static String hex(float channel) {
    int value = Math.round(channel * 255);
    return Integer.toHexString(0x100 | value).substring(1);
  }

  private static String number(double value) {
    StringBuilder text = new StringBuilder();
    append(text, hundredths(value));
    return text.toString();
  }

  private static long hundredths(double value) {
    return Math.round(value * FRACTION);
  }

  /** Appends a number of hundredths as a decimal, with no more digits than it needs. */
  private static void append(StringBuilder text, long hundredths) {
    if (hundredths < 0) {
      text.append('-');
    }
    long whole = Math.abs(hundredths) / FRACTION;
    long rest = Math.abs(hundredths) % FRACTION;
    if (whole != 0 || rest == 0) {
      text.append(whole);
    }
    if (rest != 0) {
      text.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        text.append(rest % 10);
      }
    }
  }
}
