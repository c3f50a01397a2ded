package inkcast.rtpmidi;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is there. Event loop only, but for {@link #participants}. */
final class Peers {
  private static final int MAX_GIVEN_UP = 32;

  private final Local local;
  private final Map<Integer, Peer> bySsrc = new LinkedHashMap<>();
  private final Map<Integer, Peer> givenUp = new LinkedHashMap<>(); // as they were silent
  private volatile List<Participant> participants = List.of();

  /** Nobody yet. */
  Peers(Local local) {
    this.local = local;
  }

  /** The established ones; any thread. */
  List<Participant> participants() {
    return participants;
  }

  Collection<Peer> all() {
    return bySsrc.values();
  }

  @Nullable Peer get(int ssrc) {
    return bySsrc.get(ssrc);
  }

  /** The one whose control port this is. */
  @Nullable Peer at(InetSocketAddress control) {
    for (Peer peer : bySsrc.values()) {
      if (peer.control().equals(control)) {
        return peer;
      }
    }
    return null;
  }

  /** Takes a peer in the place of any of the same SSRC or control port. */
  void add(Peer peer) {
    replace(get(peer.participant().ssrc()));
    replace(at(peer.control()));
    givenUp.remove(peer.participant().ssrc());
    bySsrc.put(peer.participant().ssrc(), peer);
  }

  private void replace(@Nullable Peer old) {
    if (old != null) {
      depart(old, Departure.REPLACED);
    }
  }

  /** Begins to send to it; if it was there, it may have been started again. */
  void establish(Peer peer, InetSocketAddress data) {
    if (peer.established()) {
      peer.restarted(data);
    } else {
      peer.establish(data);
      publish();
      local.listener().joined(peer.participant());
    }
    peer.welcome();
  }

  /**
   * A peer that was given up and is heard again, from the same machine: it slept, and knows nothing
   * of it. It is a peer again, and what it may still let sound is ended.
   *
   * @param data where it was heard from
   */
  @Nullable Peer revive(int ssrc, InetSocketAddress data) {
    Peer peer = givenUp.get(ssrc);
    if (peer == null || !peer.control().getAddress().equals(data.getAddress())) {
      return null;
    }
    givenUp.remove(ssrc);
    bySsrc.put(ssrc, peer);
    peer.establish(data);
    publish();
    local.listener().joined(peer.participant());
    peer.wake();
    return peer;
  }

  /** Ends a session from our side, and lets nothing sound at either end. */
  void depart(Peer peer, Departure why) {
    if (!bySsrc.remove(peer.participant().ssrc(), peer)) {
      return;
    }
    peer.release();
    peer.silence();
    if (isTold(peer, why)) {
      peer.goodbye();
    }
    if (peer.established()) {
      publish();
      local.listener().left(peer.participant(), why);
    }
  }

  /**
   * To who is replaced a goodbye would end the new session; and who sleeps would wake to a goodbye,
   * but not to the note-offs before it, if so much had piled up that those found no room.
   */
  private static boolean isTold(Peer peer, Departure why) {
    return switch (why) {
      case GOODBYE, REPLACED -> false;
      case SILENT -> !peer.established();
      case WITHDRAWN, CLOSED -> true;
    };
  }

  /** All of them leave. */
  void departAll(Departure why) {
    for (Peer peer : List.copyOf(bySsrc.values())) {
      depart(peer, why);
    }
  }

  /** Sends what is due, and lets go of those that are silent. */
  void look(long nowNs) {
    for (Peer peer : List.copyOf(bySsrc.values())) {
      if (peer.silent(nowNs)) {
        depart(peer, Departure.SILENT);
        giveUp(peer);
      } else {
        peer.look(nowNs);
      }
    }
  }

  private void giveUp(Peer peer) {
    if (peer.established()) {
      givenUp.put(peer.participant().ssrc(), peer);
      if (givenUp.size() > MAX_GIVEN_UP) {
        givenUp.remove(givenUp.keySet().iterator().next());
      }
    }
  }

  private void publish() {
    participants =
        bySsrc.values().stream().filter(Peer::established).map(Peer::participant).toList();
  }
}
