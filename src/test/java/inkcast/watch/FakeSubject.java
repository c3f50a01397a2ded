package inkcast.watch;

import java.time.Instant;
import java.util.List;

/** What is watched, as a test wants it to be. */
public final class FakeSubject implements Subject {
  /** Where OSC goes. */
  public volatile List<Target> targets = List.of();

  /** MIDI ports. */
  public volatile List<Port> ports = List.of();

  @Override
  public int writers() {
    return 4;
  }

  @Override
  public double rate() {
    return 60;
  }

  @Override
  public Instant configured() {
    return Instant.ofEpochSecond(1_700_000_000);
  }

  @Override
  public List<Target> targets() {
    return targets;
  }

  @Override
  public List<Port> ports() {
    return ports;
  }
}
