package inkcast.watch;

import java.time.Instant;
import java.util.List;

/** What is watched, beyond the counters. Any thread; nothing here waits. */
public interface Subject {
  /** How many write. */
  int writers();

  /** Ticks a second. */
  double rate();

  /** When the configuration was last taken over, as the daemon began or since. */
  Instant configured();

  /** Where OSC goes, as configured or told since. */
  List<Target> targets();

  /** MIDI ports that are wanted. */
  List<Port> ports();

  /**
   * A target, and what became of its packets.
   *
   * @param name host:port
   * @param found whether its address is known
   * @param sent packets that the system took
   * @param failed packets that it did not take, or that came back
   * @param dropped packets while the address was not known
   */
  record Target(String name, boolean found, long sent, long failed, long dropped) {}

  /**
   * A MIDI port.
   *
   * @param open whether it is there
   */
  record Port(String name, boolean open) {}
}
