package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.hand.Hand;
import inkcast.hand.Hands;
import inkcast.hand.Safetensors;
import inkcast.packet.Helper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.Track;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RenderTest {
  @TempDir private Path folder;
  private String hand;

  @BeforeEach
  void writeHand() throws IOException {
    Path file = folder.resolve("scribble.safetensors");
    Map<String, String> metadata = Map.of("licence", "MIT", "provenance", "test");
    Hand scribble = new Hand("scribble", 6, Marching.WEIGHTS, metadata);
    Files.write(file, Safetensors.bytes(scribble));
    hand = file.toString();
  }

  @Test
  void shouldDrawTheSamePageFromTheSameSeed() throws Exception {
    byte[] first = render("a.svg", "--strokes", "300", "--seed", "5");

    assertArrayEquals(first, render("b.svg", "--strokes", "300", "--seed", "5"));
    assertFalse(new String(first, StandardCharsets.UTF_8).contains("<path stroke=\"#ff"));
    DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(first));
  }

  @Test
  void shouldPrintTheSeedItChose() throws Exception {
    Path svg = folder.resolve("a.svg");
    Cli cli = Cli.run("render", "--hand", hand, "--strokes", "100", "--out", svg.toString());
    String seed = cli.out().replaceAll("(?s).*seed (\\d+).*", "$1");

    assertEquals(0, cli.exit(), cli.err());
    assertArrayEquals(Files.readAllBytes(svg), render("b.svg", "--strokes", "100", "--seed", seed));
  }

  @Test
  void shouldDrawAPng() throws Exception {
    byte[] png = render("A.PNG", "--strokes", "300", "--seed", "5");

    assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 100);
  }

  @Test
  void shouldDrawForAPlotter() throws Exception {
    byte[] svg = render("a.svg", "--strokes", "300", "--seed", "5", "--mm", "210");
    Element root =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();

    assertEquals("210mm", root.getAttribute("width"));
    assertEquals(0, root.getElementsByTagName("rect").getLength());
    JsonNode about =
        new ObjectMapper().readTree(root.getElementsByTagName("metadata").item(0).getTextContent());
    assertEquals("scribble", about.get("hand").asText());
    assertEquals(5, about.get("seed").asLong());
    assertEquals(300, about.get("strokes").asInt());
    assertEquals("[[0,0.65]]", about.get("temperature").toString());
  }

  @Test
  void shouldPlayWhatItDraws() throws Exception {
    byte[] mid = render("a.mid", "--strokes", "600", "--seed", "5");

    assertArrayEquals(
        render("b.svg", "--strokes", "600", "--seed", "5"),
        Files.readAllBytes(folder.resolve("a.svg")));
    Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(mid));
    assertEquals(600 / 60.0, sequence.getMicrosecondLength() / 1e6, 0.5);
    Set<Integer> sounding = new HashSet<>();
    int notes = 0;
    Track track = sequence.getTracks()[0];
    for (int i = 0; i < track.size(); i++) {
      byte[] bytes = track.get(i).getMessage().getMessage();
      if ((bytes[0] & 0xff) == 0x90) {
        assertTrue(sounding.add((int) bytes[1]));
        notes++;
      } else if ((bytes[0] & 0xff) == 0x80) {
        assertTrue(sounding.remove((int) bytes[1]));
      }
    }
    assertTrue(notes > 2, () -> "bytes: " + mid.length);
    assertEquals(Set.of(), sounding);
  }

  @Test
  @Tag("peer")
  void shouldSoundByFluidsynth() throws Exception {
    Path font = Path.of("/usr/share/sounds/sf2/TimGM6mb.sf2");
    Helper.require("fluidsynth");
    assumeTrue(Files.exists(font), "timgm6mb-soundfont is not installed");
    Path mid = folder.resolve("a.mid");
    Files.write(mid, render("a.mid", "--strokes", "600", "--seed", "5"));
    Path wav = folder.resolve("a.wav");
    Helper.run(
        "fluidsynth", "-niq", "-r44100", "-F", wav.toString(), font.toString(), mid.toString());
    byte[] sound = Files.readAllBytes(wav);
    ShortBuffer samples =
        ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).position(44).asShortBuffer();
    double energy = 0;
    for (int i = 0; i < samples.limit(); i++) {
      energy += samples.get(i) * (double) samples.get(i);
    }
    assertTrue(samples.limit() > 2 * 44_100 * 8, () -> "samples: " + samples.limit());
    assertTrue(Math.sqrt(energy / samples.limit()) > 30, "it is silent");
  }

  @Test
  void shouldWriteStrokesInTheFormOfEval() throws Exception {
    byte[] json = render("a.json", "--strokes", "300", "--seed", "5", "--temperature", "1");
    JsonNode file = new ObjectMapper().readTree(json);

    assertEquals(10, file.get("scale_factor").asDouble());
    int strokes = 0;
    for (JsonNode stream : file.get("streams")) {
      for (JsonNode stroke : stream) {
        assertEquals(3, stroke.size());
        assertTrue(stroke.get(2).asInt() == 0 || stroke.get(2).asInt() == 1);
        strokes++;
      }
    }
    assertEquals(300, strokes);
  }

  @Test
  void shouldDrawASheetOfHandsAndTemperatures() throws Exception {
    String[] options = {"--sheet", "--hand", hand, "--temperature", "0.1", "--temperature", "1"};
    byte[] svg = render("a.svg", with(options, "--seed", "5", "--lines", "1"));

    assertEquals(List.of("scribble", "0.1", "1.0", "scribble", "0.1", "1.0"), labels(svg));
    assertArrayEquals(svg, render("b.svg", with(options, "--seed", "5", "--lines", "1")));
    byte[] png = render("a.png", with(options, "--seed", "5", "--lines", "1"));
    assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 500);
  }

  @Test
  void shouldDrawASheetOfAllHandsThereAre() throws Exception {
    Path out = folder.resolve("a.svg");
    Cli cli = Cli.run("render", "--sheet", "--lines", "1", "--seed", "5", "--out", out.toString());

    assertEquals(0, cli.exit(), cli.err());
    List<String> labels = labels(Files.readAllBytes(out));
    List<String> hands = new Hands(Shipped.folders()).names();
    assertEquals(7 * hands.size(), labels.size());
    for (int i = 0; i < hands.size(); i++) {
      assertEquals(hands.get(i), labels.get(7 * i));
    }
    assertEquals(List.of("0.25", "0.4", "0.65", "0.8", "1.0", "1.2"), labels.subList(1, 7));
    assertTrue(cli.out().endsWith(", 1.2, seed 5\n"), cli.out());
  }

  @Test
  void shouldEndWith2WithoutAHandForAPage() {
    Cli cli = Cli.run("render", "--out", folder.resolve("a.svg").toString());

    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("--hand: expected one, or --sheet, found none"), cli.err());
  }

  @Test
  void shouldEndWith1ForAFileThatCannotBeWritten() {
    String out = folder.resolve("missing/a.svg").toString();
    Cli cli = Cli.run("render", "--hand", hand, "--strokes", "10", "--out", out);

    assertEquals(1, cli.exit());
    assertEquals("inkcast render: " + out + ": no such folder\n", cli.err());
  }

  @Test
  void shouldEndWith2ForAnUnknownHand() {
    Cli cli = Cli.run("render", "--hand", "nobody", "--out", folder.resolve("a.svg").toString());

    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("nobody"), cli.err());
    assertEquals(1, cli.err().lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--temperature -1",
        "--temperature NaN",
        "--temperature hot",
        "--strokes 0",
        "--lines 0",
        "--lines 10000000",
        "--seed x",
        "--colour red",
        "--out page.gif",
        "--hand cursive",
        "--temperature 1 --temperature 2",
        "--strokes 7 --sheet",
        "--temperature 1 --sheet --temperature -1",
        "--out page.json --sheet",
        "--mm 0",
        "--mm NaN",
        "--mm 210 --sheet",
        "--mm 210 --out page.png"
      })
  void shouldEndWith2ForWrongUsage(String wrong) {
    String[] option = wrong.split(" ");
    Path out = folder.resolve("a.svg");
    List<String> args = new ArrayList<>(List.of("render", "--hand", hand));
    args.addAll(List.of(option));
    if (!args.contains("--out")) {
      args.addAll(List.of("--out", out.toString()));
    }
    Cli cli = Cli.run(args.toArray(String[]::new));

    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains(option[0]), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertFalse(Files.exists(out));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static List<String> labels(byte[] svg) throws Exception {
    NodeList texts =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private byte[] render(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    String[] args = new String[5 + options.length];
    System.arraycopy(
        new String[] {"render", "--hand", hand, "--out", out.toString()}, 0, args, 0, 5);
    System.arraycopy(options, 0, args, 5, options.length);
    Cli cli = Cli.run(args);
    assertEquals(0, cli.exit(), cli.err());
    return Files.readAllBytes(out);
  }
}
