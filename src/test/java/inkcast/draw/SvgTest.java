package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import inkcast.writer.Color;
import inkcast.writer.Page;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgTest {
  private static final Page PAGE = new Page(1920, 1080, 50);

  @Test
  void shouldDrawExactlyTheInkedStrokes() throws Exception {
    Scribble scribble = new Scribble(2, 4, 500);
    NodeList paths = paths(parse(write(scribble.drawing)));

    double length = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      length += Plot.length(((Element) paths.item(i)).getAttribute("d"));
    }
    assertEquals(scribble.drawing.runs().size(), paths.getLength());
    assertEquals(scribble.inked, length, 1e-3 * scribble.inked);
  }

  @Test
  void shouldNotAddUpRounding() throws Exception {
    Drawing drawing = new Drawing();
    float x = 0;
    for (int i = 0; i < 1000; i++) {
      x += 0.004f;
      drawing.add(x, 7, 0.004f, 0, true);
    }
    Element path = (Element) paths(parse(write(drawing))).item(0);
    assertEquals(4, Plot.length(path.getAttribute("d")), 0.01);
  }

  @Test
  void shouldShowTheView() throws Exception {
    Element svg = parse(write(new Drawing()));

    assertEquals("0 0 1920 1080", svg.getAttribute("viewBox"));
    assertEquals("round", group(svg).getAttribute("stroke-linecap"));
    assertEquals(0, paths(svg).getLength());
  }

  @Test
  void shouldWriteTheColorOfEachRun() throws Exception {
    Drawing drawing = new Drawing();
    drawing.ink(new Color(1, 0.5f, 0));
    drawing.add(1, 1, 1, 1, true);

    Element path = (Element) paths(parse(write(drawing))).item(0);
    assertEquals("#ff8000", path.getAttribute("stroke"));
  }

  @Test
  void shouldEscapeTheTitle() throws Exception {
    String title = "<script>&\"'";
    String svg = Svg.write(new Drawing(), View.of(PAGE), Style.FINELINER, title);

    assertEquals(title, parse(svg).getElementsByTagName("title").item(0).getTextContent());
  }

  @Test
  void shouldWriteTheSameInEveryLocale() {
    Drawing drawing = new Scribble(3, 2, 50).drawing;
    Locale before = Locale.getDefault();
    String plain = write(drawing);
    try {
      for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab", "fa-IR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(plain, write(drawing), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
    assertFalse(plain.contains(","));
  }

  @Test
  void shouldWriteNumbersShort() {
    Drawing drawing = new Drawing();
    drawing.add(1.5f, -0.25f, 1.5f, -0.25f, true);
    drawing.add(1.5f, 100, 0, 100.25f, true);

    assertEquals("M0 0l1.5 -.25 0 100.25", write(drawing).split(" d=\"")[1].split("\"")[0]);
  }

  @Test
  void shouldWriteLabelsAsTextBesideTheInk() throws Exception {
    Label label = new Label("R&D at 0.4", 12.5, 40, 24, new Color(1, 0, 0));
    View view = View.of(PAGE);
    Element svg = parse(Svg.write(new Drawing(), List.of(label), view, Style.FINELINER, "test"));

    Element text = (Element) svg.getElementsByTagName("text").item(0);
    assertEquals("R&D at 0.4", text.getTextContent());
    assertEquals("12.5", text.getAttribute("x"));
    assertEquals("40", text.getAttribute("y"));
    assertEquals("24", text.getAttribute("font-size"));
    assertEquals("#ff0000", text.getAttribute("fill"));
    assertEquals("svg", text.getParentNode().getNodeName()); // no stroke around the letters
  }

  @Test
  void shouldPlotNothingButInkInMillimetres() throws Exception {
    Scribble scribble = new Scribble(5, 4, 500);
    View view = View.of(PAGE);
    double unit = Paper.A4.unit(view);
    Element svg = parse(Svg.plot(scribble.drawing, view, unit, "test", provenance(null, unit)));

    assertEquals("297mm", svg.getAttribute("width"));
    assertEquals("167.063mm", svg.getAttribute("height"));
    assertEquals("0 0 297 167.063", svg.getAttribute("viewBox"));
    assertEquals(0, svg.getElementsByTagName("rect").getLength());
    NodeList paths = paths(svg);
    assertEquals(scribble.drawing.runs().size(), paths.getLength());
    double length = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      length += Plot.length(((Element) paths.item(i)).getAttribute("d"));
    }
    // Each end of a stroke is off by half a thousandth at most, to either side.
    assertEquals(scribble.inked * unit, length, 1e-5 * scribble.inked * unit);
  }

  @Test
  void shouldTellProgramsHowItCameAbout() throws Exception {
    String svg =
        Svg.plot(new Drawing(), View.of(PAGE), 0.5, "test", provenance("a <b> \"c\"", 0.5));
    String json = parse(svg).getElementsByTagName("metadata").item(0).getTextContent();

    assertEquals(
        "{\"writer\":3,\"line\":12,\"hand\":\"a <b> \\\"c\\\"\",\"seed\":null,"
            + "\"begun\":\"2026-11-29T14:05:33Z\",\"strokes\":40,"
            + "\"temperature\":[[0,0.65],[20,1.2]],\"mm_per_unit\":0.5}",
        json);
  }

  @Test
  void shouldFitThePaperEitherWay() {
    assertEquals(297 / 1920.0, Paper.A4.unit(View.of(PAGE)), 1e-12);
    assertEquals(297 / 1920.0, Paper.A4.unit(new View(-5, 9, 1080, 1920)), 1e-12);
    assertEquals(210 / 1000.0, Paper.A4.unit(new View(0, 0, 1000, 1000)), 1e-12);
  }

  private static Provenance provenance(@Nullable String hand, double unit) {
    return new Provenance(
        3,
        12,
        hand == null ? "cursive" : hand,
        null,
        "2026-11-29T14:05:33Z",
        null,
        40,
        List.of(new Provenance.Since(0, 0.65f), new Provenance.Since(20, 1.2f)),
        unit);
  }

  private static String write(Drawing drawing) {
    return Svg.write(drawing, View.of(PAGE), Style.FINELINER, "test");
  }

  private static Element parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static Element group(Element svg) {
    return (Element) svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", "g").item(0);
  }

  private static NodeList paths(Element svg) {
    return svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", "path");
  }
}
