package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A peer that we want: invited on its control port, then on its data port, each second; after 12
 * times it rests and begins again, for ever. Once it is there this waits until it is gone. Event
 * loop only; names are looked up elsewhere.
 */
final class Invitation {
  private static final int TIMES = 12;
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long REST_NS = TimeUnit.SECONDS.toNanos(10);

  private final InetSocketAddress wanted; // unresolved
  private final Local local;
  private final Peers peers;
  private final Executor loop;
  private State state = State.RESTING;
  private long dueNs;
  private int times;
  private int token;
  private @Nullable InetSocketAddress control;
  private @Nullable Handshake accepted;
  private @Nullable Peer peer;

  private enum State {
    RESTING,
    LOOKING_UP,
    CONTROL,
    DATA,
    THERE
  }

  /** Due at once. */
  Invitation(InetSocketAddress wanted, Local local, Peers peers, Executor loop) {
    this.wanted = wanted;
    this.local = local;
    this.peers = peers;
    this.loop = loop;
    dueNs = local.clock().nowNs();
  }

  InetSocketAddress wanted() {
    return wanted;
  }

  /** Does what is due. */
  void look(long nowNs) {
    if (state == State.THERE) {
      Peer there = peer == null ? null : peers.get(peer.participant().ssrc());
      peer = there; // perhaps it has invited us since, from another of its addresses
      if (there == null) {
        rest(EVERY_NS);
      }
    }
    if (state == State.THERE || nowNs - dueNs < 0) {
      return;
    }
    switch (state) {
      case RESTING -> lookUp();
      case CONTROL, DATA -> invite();
      default -> {}
    }
  }

  private void rest(long ns) {
    state = State.RESTING;
    dueNs = local.clock().nowNs() + ns;
  }

  private void miss() {
    local.listener().missing(wanted);
    rest(REST_NS);
  }

  private void lookUp() {
    state = State.LOOKING_UP;
    Thread.ofVirtual().name("rtpmidi-names").start(this::resolve);
  }

  private void resolve() {
    Runnable then = this::miss;
    try {
      InetAddress address = InetAddress.getByName(wanted.getHostString());
      then = () -> begin(new InetSocketAddress(address, wanted.getPort()));
    } catch (UnknownHostException e) {
      // perhaps later: networks and names change
    }
    try {
      loop.execute(then);
    } catch (RejectedExecutionException e) {
      // the loop has ended
    }
  }

  private void begin(InetSocketAddress address) {
    if (state != State.LOOKING_UP) {
      return; // withdrawn
    }
    control = address;
    token = local.random().nextInt();
    times = 0;
    state = State.CONTROL;
    invite();
  }

  private void invite() {
    InetSocketAddress to = control;
    Peer there = to == null ? null : peers.at(to);
    if (to == null || times == TIMES) {
      miss();
    } else if (there != null && there.established()) { // it has invited us
      peer = there;
      state = State.THERE;
    } else {
      times++;
      dueNs = local.clock().nowNs() + EVERY_NS;
      Handshake invitation = local.handshake(Kind.INVITATION, token);
      if (state == State.CONTROL) {
        local.wire().control(invitation, to);
      } else {
        local.wire().data(invitation, data(to));
      }
    }
  }

  private static InetSocketAddress data(InetSocketAddress control) {
    return new InetSocketAddress(control.getAddress(), control.getPort() + 1);
  }

  /**
   * Takes an answer, if it is one to this.
   *
   * @param onControl by which port it came
   */
  void answered(Handshake answer, boolean onControl, InetSocketAddress from) {
    InetSocketAddress to = control;
    if (answer.token() != token || to == null || answer.ssrc() == local.ssrc()) {
      return;
    }
    if (answer.kind() == Kind.REJECTED && (state == State.CONTROL || state == State.DATA)) {
      miss();
    } else if (answer.kind() == Kind.ACCEPTED && state == State.CONTROL && onControl) {
      accepted = answer;
      times = 0;
      state = State.DATA;
      invite();
    } else if (answer.kind() == Kind.ACCEPTED && state == State.DATA && !onControl) {
      join(answer, to, from);
    }
  }

  private void join(Handshake answer, InetSocketAddress to, InetSocketAddress from) {
    String name = accepted == null ? answer.name() : accepted.name();
    Peer joins =
        new Peer(local, new Handshake(answer.kind(), token, answer.ssrc(), name), to, true);
    peer = joins;
    state = State.THERE;
    peers.add(joins);
    peers.establish(joins, from);
    joins.look(local.clock().nowNs());
  }

  /** It is wanted no longer. */
  void withdraw() {
    state = State.THERE;
    if (peer != null) {
      peers.depart(peer, Departure.WITHDRAWN);
    }
  }
}
