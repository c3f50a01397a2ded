package inkcast.train.glyph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Packages of our own making, as they lie when they are unpacked. */
public final class Fixtures {
  private Fixtures() {}

  /** A cross, a box with a dot, and a bow. */
  public static Path hanzi(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("hanzi-writer-data"));
    Files.writeString(
        home.resolve("十.json"), "{\"medians\": [[[100,390],[900,390]],[[512,850],[512,-80]]]}");
    Files.writeString(
        home.resolve("口.json"),
        "{\"strokes\": [], \"medians\": [[[150,800],[150,0],[850,0],[850,800]],[[500,400]]]}");
    Files.writeString(
        home.resolve("弓.json"), "{\"medians\": [[[200,800],[800,800],[500,100],[300,180]]]}");
    Files.writeString(home.resolve("package.json"), "{}");
    return home;
  }

  /** Letters that all join, but for q: a bowl that begins in the middle; the i has a dot. */
  public static Path hersheytext(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("hersheytext"));
    List<String> chars =
        new ArrayList<>(
            Collections.nCopies('~' - '!' + 1, "{\"d\": \"M0,17 L2,13 5,22 8,17\", \"o\": 4}"));
    chars.set('.' - '!', "{\"d\": \"M2,20 L1,21 2,22 3,21 2,20\", \"o\": 2}");
    chars.set('q' - '!', "{\"d\": \"M9,16 L5,13 1,18 5,22 9,16 M9,13 L7,31\", \"o\": 6}");
    chars.set('i' - '!', "{\"d\": \"M3,8 L3,9 4,9 3,8 M0,17 L2,22 7,17\", \"o\": 4}");
    String face = "{\"name\": \"ours\", \"chars\": " + chars + "}";
    Path file = home.resolve("hersheytext.json");
    return Files.writeString(file, "{\"scripts\": " + face + ", \"scriptc\": " + face + "}");
  }

  /** Five words. */
  public static Path words(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("friendly-words").resolve("words"));
    Files.writeString(home.resolve("predicates.txt"), "silver\nquick\n");
    Files.writeString(home.resolve("objects.txt"), "river\nink\nquill\n");
    return home;
  }
}
