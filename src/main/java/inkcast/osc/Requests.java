package inkcast.osc;

import inkcast.packet.Message;
import inkcast.stage.AddressSpace;
import inkcast.stage.Vicinity;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.util.List;

/**
 * What is answered to its sender: {@code notify} and {@code status}, at their exact addresses, for
 * senders of the {@link Vicinity} alone. Event loop only.
 */
final class Requests {
  private static final String REPLY = ".reply";
  private static final int MAX_PORT = 65_535;

  private final AddressSpace space;
  private final OscOutput output;
  private final Subscribers subscribers;
  private final String version;
  private final Counters counters;

  Requests(
      AddressSpace space,
      OscOutput output,
      Subscribers subscribers,
      String version,
      Counters counters) {
    this.space = space;
    this.output = output;
    this.subscribers = subscribers;
    this.version = version;
    this.counters = counters;
  }

  /** Whether a message is one; then it is done with. */
  boolean take(Sender sender, Message message) {
    boolean notify = message.address().equals(space.notifyAddress());
    if (!notify && !message.address().equals(space.statusAddress())) {
      return false;
    }
    if (!Vicinity.includes(sender.address().getAddress())) {
      counters.count(Counter.OSC_REFUSED_STRANGERS);
    } else if (notify) {
      subscribe(sender, message.arguments());
    } else {
      sender.answer(Message.encode(message.address() + REPLY, status()));
    }
    return true;
  }

  private void subscribe(Sender sender, List<Object> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2 || !isSwitch(arguments.getFirst())) {
      refuse(sender, "expected 1 or 0, then perhaps a port");
      return;
    }
    Sender to = sender;
    if (arguments.size() == 2) {
      int port = port(arguments.getLast());
      if (port == 0) {
        refuse(sender, "expected a port from 1 to " + MAX_PORT);
        return;
      }
      Sender other = sender.at(port);
      if (other == null) {
        refuse(sender, "a connection is answered where it is: leave the port out");
        return;
      }
      to = other;
    }
    boolean on = isOn(arguments.getFirst());
    if (to.isSelf()) {
      refuse(sender, "this is the port of Inkcast itself");
    } else if (on) {
      String reason = subscribers.join(to);
      if (reason.isEmpty()) {
        reply(to, 1, Subscribers.LEASE_SECONDS, reason);
      } else {
        refuse(to, reason);
      }
    } else {
      boolean left = subscribers.leave(to);
      reply(to, left ? 1 : 0, 0, left ? "" : "there was no subscription");
    }
  }

  private void refuse(Sender sender, String reason) {
    counters.count(Counter.OSC_REFUSED_SUBSCRIBERS);
    reply(sender, 0, 0, reason);
  }

  private void reply(Sender sender, int accepted, int lease, String reason) {
    if (!sender.isSelf()) { // its answer would be answered
      sender.answer(
          Message.encode(space.notifyAddress() + REPLY, List.of(accepted, lease, reason)));
    }
  }

  private List<Object> status() {
    long clients = counters.get(Counter.WEB_CONNECTIONS) + counters.get(Counter.OSC_SUBSCRIBERS);
    return List.of(
        space.writers().size(),
        (int) clients,
        wrapped(Counter.TICKS),
        wrapped(Counter.MISSED_TICKS),
        (float) output.rate(),
        version);
  }

  /** As the heartbeat: 0 follows 2147483647. */
  private int wrapped(Counter counter) {
    return (int) (counters.get(counter) & Integer.MAX_VALUE);
  }

  private static boolean isSwitch(Object argument) {
    return argument instanceof Number || argument instanceof Boolean;
  }

  private static boolean isOn(Object argument) {
    return argument instanceof Number n ? n.doubleValue() != 0 : Boolean.TRUE.equals(argument);
  }

  /** The port, or 0: a fader's float is taken, too. */
  private static int port(Object argument) {
    double port = argument instanceof Number n ? n.doubleValue() : 0;
    return port >= 1 && port <= MAX_PORT ? (int) port : 0;
  }
}
