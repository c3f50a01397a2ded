package inkcast.app;

import inkcast.config.Config;
import inkcast.hand.Hand;
import inkcast.hand.HandException;
import inkcast.hand.Hands;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Point;
import inkcast.writer.Writer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who writes: configured writers, and their hands, each loaded once. One thread. */
final class Cast {
  private final Hands hands;
  private final Page page;
  private final SecureRandom seeds = new SecureRandom();
  private final Map<String, Hand> loaded = new HashMap<>();

  /** Writers for a page. */
  Cast(Hands hands, Page page) {
    this.hands = hands;
    this.page = page;
  }

  /**
   * Makes the writers of a configuration.
   *
   * @param crew who steps them
   * @throws HandException if a hand is not there or is damaged
   * @throws IOException if a hand cannot be read
   */
  static List<Ensemble> of(Config config, Hands hands, Crew crew) throws IOException {
    Cast cast = new Cast(hands, page(config));
    List<Point> starts = starts(config);
    List<Part> parts = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      parts.add(cast.part(writer, starts.get(parts.size())));
    }
    Twin twin = Twin.preferred();
    return Ensemble.form(parts, weights -> crew.lstm(twin.lstm(weights)));
  }

  /**
   * What makes a writer.
   *
   * @throws HandException if its hand is not there or is damaged
   * @throws IOException if its hand cannot be read
   */
  Part part(Config.Writer writer, Point start) throws IOException {
    Hand hand = loaded.get(writer.hand());
    if (hand == null) {
      hand = ConfigOption.hand(hands, writer.hand());
      loaded.put(writer.hand(), hand);
    }
    // What its writers are told to be in, and can be told again: a hand's file may be a copy.
    String name = Hands.isFile(writer.hand()) ? hand.name() : writer.hand();
    Writer.Setup setup =
        new Writer.Setup(name, page, start, (float) writer.scale(), (float) writer.temperature());
    long seed = writer.seed() == null ? seeds.nextLong() : writer.seed();
    return new Part(hand.weights(), setup, Sources.seeded(seed));
  }

  /** Where the lines of each writer begin. */
  static List<Point> starts(Config config) {
    Page page = page(config);
    List<Point> starts = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      Point at = at(writer);
      starts.add(at == null ? page.line(starts.size(), config.writers().size()) : at);
    }
    return starts;
  }

  /** Where the configuration lets a writer's lines begin, if it says so. */
  static @Nullable Point at(Config.Writer writer) {
    return writer.at() == null ? null : new Point((float) writer.at().x(), (float) writer.at().y());
  }

  /** The page in the model's precision. */
  static Page page(Config config) {
    Config.Page page = config.page();
    return new Page((float) page.width(), (float) page.height(), (float) page.margin());
  }
}
