package inkcast.draw;

import inkcast.writer.Color;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A drawing as SVG 1.1: one path a run. Coordinates are rounded before they are written as
 * differences, so that the rounding does not add up along a path.
 */
public final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final Svg SCREEN = new Svg(1, 100, "");

  // A plotter draws every shape that it finds: paper would become a frame.
  private static final Style PLOTTED = new Style(Style.FINELINER.lineWidth(), null);

  private final double factor; // units of the file a page unit
  private final int fraction; // parts of such a unit that are told apart, a power of ten
  private final String unit;

  private Svg(double factor, int fraction, String unit) {
    this.factor = factor;
    this.fraction = fraction;
    this.unit = unit;
  }

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
    return SCREEN.document(drawing, labels, view, style, title, null);
  }

  /**
   * Writes a picture for a pen plotter: in millimetres, to thousandths, and nothing but ink.
   *
   * @param millimetres a page unit's length
   * @param title what it shows, for people
   * @param about what it shows, for programs
   * @return as {@link #write}
   */
  public static String plot(
      Drawing drawing, View view, double millimetres, String title, Provenance about) {
    return new Svg(millimetres, 1000, "mm")
        .document(drawing, List.of(), view, PLOTTED, title, about.json());
  }

  private String document(
      Drawing drawing,
      List<Label> labels,
      View view,
      Style style,
      String title,
      @Nullable String metadata) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(NAMESPACE);
      String corner = number(view.left()) + " " + number(view.top());
      String size = number(view.width()) + " " + number(view.height());
      xml.writeAttribute("viewBox", corner + " " + size);
      xml.writeAttribute("width", number(view.width()) + unit);
      xml.writeAttribute("height", number(view.height()) + unit);
      xml.writeAttribute("role", "img");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      xml.writeEndElement();
      if (metadata != null) {
        xml.writeStartElement("metadata");
        xml.writeCharacters(metadata);
        xml.writeEndElement();
      }
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

  private void writeLabel(XMLStreamWriter xml, Label label) throws XMLStreamException {
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

  private void writePaper(XMLStreamWriter xml, View view, Color paper) throws XMLStreamException {
    xml.writeEmptyElement("rect");
    xml.writeAttribute("x", number(view.left()));
    xml.writeAttribute("y", number(view.top()));
    xml.writeAttribute("width", number(view.width()));
    xml.writeAttribute("height", number(view.height()));
    xml.writeAttribute("fill", hex(paper));
  }

  private String path(Run run) {
    StringBuilder d = new StringBuilder();
    long x = rounded(run.x(0));
    long y = rounded(run.y(0));
    append(d.append('M'), x);
    append(d.append(' '), y);
    for (int i = 1; i < run.size(); i++) {
      long nextX = rounded(run.x(i));
      long nextY = rounded(run.y(i));
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

  private String number(double value) {
    StringBuilder text = new StringBuilder();
    append(text, rounded(value));
    return text.toString();
  }

  private long rounded(double value) {
    return Math.round(value * factor * fraction);
  }

  /** Appends a rounded number as a decimal, with no more digits than it needs. */
  private void append(StringBuilder text, long rounded) {
    if (rounded < 0) {
      text.append('-');
    }
    long whole = Math.abs(rounded) / fraction;
    long rest = Math.abs(rounded) % fraction;
    if (whole != 0 || rest == 0) {
      text.append(whole);
    }
    if (rest != 0) {
      text.append('.');
    }
    for (long digit = fraction / 10; rest != 0; digit /= 10) {
      text.append(rest / digit);
      rest %= digit;
    }
  }
}
