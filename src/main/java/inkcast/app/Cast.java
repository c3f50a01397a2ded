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

/** Who writes: the configured writers with their hands. */
final class Cast {
  private Cast() {}

  /**
   * Makes the writers of a configuration.
   *
   * @param crew who steps them
   * @throws HandException if a hand is not there or is damaged
   * @throws IOException if a hand cannot be read
   */
  static List<Ensemble> of(Config config, Hands hands, Crew crew) throws IOException {
    Page page = page(config);
    SecureRandom seeds = new SecureRandom();
    Map<String, Hand> loaded = new HashMap<>();
    List<Part> parts = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      Hand hand = loaded.get(writer.hand());
      if (hand == null) {
        hand = ConfigOption.hand(hands, writer.hand());
        loaded.put(writer.hand(), hand);
      }
      Point start =
          writer.at() == null
              ? page.line(parts.size(), config.writers().size())
              : new Point((float) writer.at().x(), (float) writer.at().y());
      // What its writers are told to be in, and can be told again: a hand's file may be a copy.
      String name = Hands.isFile(writer.hand()) ? hand.name() : writer.hand();
      Writer.Setup setup =
          new Writer.Setup(name, page, start, (float) writer.scale(), (float) writer.temperature());
      long seed = writer.seed() == null ? seeds.nextLong() : writer.seed();
      parts.add(new Part(hand.weights(), setup, Sources.seeded(seed)));
    }
    Twin twin = Twin.preferred();
    return Ensemble.form(parts, weights -> crew.lstm(twin.lstm(weights)));
  }

  /** The page in the model's precision. */
  static Page page(Config config) {
    Config.Page page = config.page();
    return new Page((float) page.width(), (float) page.height(), (float) page.margin());
  }
}
