package inkcast.rtpmidi;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Keeps what a host tells. */
final class HostEar implements HostListener {
  final List<String> comings = new CopyOnWriteArrayList<>();
  final List<Integer> commands = new CopyOnWriteArrayList<>();
  final List<Long> times = new CopyOnWriteArrayList<>();
  volatile int[] welcome = {};
  volatile Predicate<InetAddress> admits = source -> true;
  private final Map<HostCounter, Integer> counters = new EnumMap<>(HostCounter.class);
  private final Sounding sounding = new Sounding();

  @Override
  public void joined(Participant peer) {
    comings.add("joined " + peer.name());
  }

  @Override
  public boolean admits(InetAddress source) {
    return admits.test(source);
  }

  @Override
  public void missing(InetSocketAddress invited) {
    comings.add("missing " + invited.getHostString());
  }

  @Override
  public int[] welcome(Participant peer) {
    return welcome;
  }

  @Override
  public void left(Participant peer, Departure why) {
    comings.add("left " + peer.name() + " " + why);
  }

  @Override
  public synchronized void received(Participant peer, int command, long timeNs) {
    times.add(timeNs);
    sounding.hear(command);
    commands.add(command);
  }

  @Override
  public void malformed(InetSocketAddress from, MalformedRtpMidi why) {
    comings.add("malformed " + why.reason());
  }

  @Override
  public synchronized void counted(HostCounter counter, int times) {
    counters.merge(counter, times, Integer::sum);
  }

  synchronized int count(HostCounter counter) {
    return counters.getOrDefault(counter, 0);
  }

  synchronized List<Integer> sounding() {
    return new ArrayList<>(sounding.notes().keySet());
  }
}
