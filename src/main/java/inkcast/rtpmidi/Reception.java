package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.BitrateLimit;
import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What becomes of datagrams. Event loop only. */
final class Reception {
  private final Local local;
  private final Peers peers;
  private final Invitations invitations;
  private final int maxPeers;

  Reception(Local local, Peers peers, Invitations invitations, int maxPeers) {
    this.local = local;
    this.peers = peers;
    this.invitations = invitations;
    this.maxPeers = maxPeers;
  }

  /**
   * Takes a datagram, which stays the caller's.
   *
   * @param onControl by which port it came
   */
  void receive(ByteBuf datagram, boolean onControl, InetSocketAddress from) {
    try {
      if (SessionDecoder.isSession(datagram)) {
        take(SessionDecoder.decode(datagram), onControl, from);
      } else {
        take(RtpMidiPacket.decode(datagram), onControl, from);
      }
    } catch (MalformedRtpMidi e) {
      malformed(from, e);
    }
  }

  private void malformed(InetSocketAddress from, MalformedRtpMidi why) {
    local.count(HostCounter.MALFORMED);
    local.listener().malformed(from, why);
  }

  private void take(RtpMidiPacket packet, boolean onControl, InetSocketAddress from) {
    Peer peer = onControl ? null : known(packet.ssrc(), from);
    if (peer == null || !peer.established()) {
      local.count(HostCounter.STRANGE);
      return;
    }
    if (packet.damage() != null) {
      malformed(from, packet.damage());
    }
    peer.heard(from);
    peer.receive(packet);
  }

  private void take(SessionMessage message, boolean onControl, InetSocketAddress from) {
    if (message instanceof Handshake handshake && handshake.kind() == Kind.INVITATION) {
      invited(handshake, onControl, from);
      return;
    }
    if (message instanceof Handshake answer && answer.kind() != Kind.GOODBYE) {
      invitations.answered(answer, onControl, from);
      return;
    }
    boolean asks = message instanceof Clock && !onControl;
    Peer peer = asks ? known(message.ssrc(), from) : peers.get(message.ssrc());
    if (peer == null) {
      local.count(HostCounter.STRANGE);
      return;
    }
    peer.heard();
    switch (message) {
      case Handshake _ -> peers.depart(peer, Departure.GOODBYE);
      case Clock clock -> {
        if (!onControl) {
          peer.heard(from);
        }
        peer.clock(clock);
      }
      case Feedback feedback -> peer.feedback(feedback);
      case BitrateLimit _ -> {} // we send little
    }
  }

  private @Nullable Peer known(int ssrc, InetSocketAddress data) {
    Peer peer = peers.get(ssrc);
    return peer == null && peers.all().size() < maxPeers ? peers.revive(ssrc, data) : peer;
  }

  private void invited(Handshake invitation, boolean onControl, InetSocketAddress from) {
    Peer peer = peers.get(invitation.ssrc());
    boolean same = peer != null && peer.token() == invitation.token();
    if (!onControl) {
      if (peer != null && same && local.listener().admits(from.getAddress())) {
        local.wire().data(local.handshake(Kind.ACCEPTED, invitation.token()), from);
        peers.establish(peer, from); // which sends: it should know by then that it is accepted
      } else {
        local.count(HostCounter.STRANGE); // it invites on the control port again, or gives up
      }
    } else if (peer != null && same && peer.control().equals(from)) {
      peer.heard();
      accept(invitation, from);
    } else if (!local.listener().admits(from.getAddress())) {
      local.count(HostCounter.REFUSED); // in silence: it may not have asked
    } else if (invitation.ssrc() == local.ssrc() || (peer == null && isFull(from))) {
      local.count(HostCounter.REFUSED);
      local.wire().control(local.handshake(Kind.REJECTED, invitation.token()), from);
    } else {
      peers.add(new Peer(local, invitation, from, false));
      accept(invitation, from);
    }
  }

  private void accept(Handshake invitation, InetSocketAddress to) {
    local.wire().control(local.handshake(Kind.ACCEPTED, invitation.token()), to);
  }

  private boolean isFull(InetSocketAddress from) {
    return peers.all().size() >= maxPeers && peers.at(from) == null;
  }
}
