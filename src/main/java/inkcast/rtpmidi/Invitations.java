package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.Handshake;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** The peers that we want. Event loop only. */
final class Invitations {
  private final Local local;
  private final Peers peers;
  private final Executor loop;
  private final List<Invitation> all = new ArrayList<>();

  /** None. */
  Invitations(Local local, Peers peers, Executor loop) {
    this.local = local;
    this.peers = peers;
    this.loop = loop;
  }

  /** Wants these from now on, and no others. */
  void set(List<InetSocketAddress> wanted) {
    List<Invitation> gone = new ArrayList<>(all);
    for (InetSocketAddress each : Set.copyOf(wanted)) {
      if (!gone.removeIf(invitation -> invitation.wanted().equals(each))) {
        all.add(new Invitation(each, local, peers, loop));
      }
    }
    all.removeAll(gone);
    gone.forEach(Invitation::withdraw);
  }

  void look(long nowNs) {
    all.forEach(invitation -> invitation.look(nowNs));
  }

  /** See {@link Invitation#answered}. */
  void answered(Handshake answer, boolean onControl, InetSocketAddress from) {
    List.copyOf(all).forEach(invitation -> invitation.answered(answer, onControl, from));
  }
}
