package inkcast.rtpmidi;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Sees to it that what a listener throws ends nothing else; it is counted, if it can be. */
record CarefulListener(HostListener listener) implements HostListener {
  @Override
  public boolean admits(InetAddress source) {
    try {
      return listener.admits(source);
    } catch (RuntimeException e) {
      counted(HostCounter.FAILED, 1);
      return false;
    }
  }

  @Override
  public void missing(InetSocketAddress invited) {
    tell(() -> listener.missing(invited));
  }

  @Override
  public void joined(Participant peer) {
    tell(() -> listener.joined(peer));
  }

  @Override
  public int[] welcome(Participant peer) {
    try {
      return listener.welcome(peer);
    } catch (RuntimeException e) {
      counted(HostCounter.FAILED, 1);
      return NOTHING;
    }
  }

  @Override
  public void left(Participant peer, Departure why) {
    tell(() -> listener.left(peer, why));
  }

  @Override
  public void received(Participant peer, int command, long timeNs) {
    tell(() -> listener.received(peer, command, timeNs));
  }

  @Override
  public void malformed(InetSocketAddress from, MalformedRtpMidi why) {
    tell(() -> listener.malformed(from, why));
  }

  @Override
  public void counted(HostCounter counter, int times) {
    try {
      listener.counted(counter, times);
    } catch (RuntimeException e) {
      // it does not want to count
    }
  }

  private void tell(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException e) {
      counted(HostCounter.FAILED, 1);
    }
  }
}
