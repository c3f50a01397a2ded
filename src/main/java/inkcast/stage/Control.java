package inkcast.stage;

import inkcast.stage.AddressPattern.BadPattern;
import inkcast.stage.Refusal.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way in for every message, from whatever network: finds the nodes, checks role and arguments,
 * and queues what is to be done. Any thread.
 */
public final class Control {
  private final AddressSpace space;
  private final Commands commands;
  private final Consumer<Refusal> refused;
  private final Events events;
  private volatile @Nullable Refusal closed;

  /**
   * Guards an address space.
   *
   * @param refused is told of every refusal, on any thread; counts it
   * @param events is told what has come in, when it is carried out
   */
  public Control(AddressSpace space, Commands commands, Consumer<Refusal> refused, Events events) {
    this.space = space;
    this.commands = commands;
    this.refused = refused;
    this.events = events;
  }

  /**
   * Refuses every message to a node from now on.
   *
   * @param why for whoever sends one
   */
  public void close(String why) {
    closed = new Refusal(Reason.READ_ONLY, why);
  }

  /** As the other, for a sender of whom nothing is known, and that cannot be told later. */
  public @Nullable Refusal submit(
      Role role, String address, List<? extends @Nullable Object> arguments) {
    return submit(Source.of(role), address, arguments, later -> {});
  }

  /** As the other, to nodes that are known already. */
  public @Nullable Refusal submit(
      Role role, List<Node> nodes, List<? extends @Nullable Object> arguments) {
    Refusal refusal = check(null, nodes, new Request(Source.of(role), arguments, refused));
    if (refusal != null) {
      refused.accept(refusal);
    }
    return refusal;
  }

  /**
   * Carries out one message at the next tick, or, if something must be made ready, at a later one.
   *
   * @param address exact, or an OSC 1.0 pattern: then every node that matches and takes something
   *     in
   * @param arguments as OSC gives them: Integer, Long, Float, Double, Boolean, String, null, ...
   * @param later is told, on another thread, why what was to be made ready cannot be
   * @return why not, or null
   */
  public @Nullable Refusal submit(
      Source by,
      String address,
      List<? extends @Nullable Object> arguments,
      Consumer<Refusal> later) {
    Refusal refusal = check(address, new Request(by, arguments, refused.andThen(later)));
    if (refusal != null) {
      refused.accept(refusal);
    }
    return refusal;
  }

  private @Nullable Refusal check(String address, Request request) {
    List<Node> nodes;
    try {
      nodes = find(address);
    } catch (BadPattern e) {
      return new Refusal(Reason.BAD_PATTERN, String.valueOf(e.getMessage()));
    }
    if (nodes.isEmpty()) {
      boolean answered =
          address.equals(space.notifyAddress()) || address.equals(space.statusAddress());
      return new Refusal(
          Reason.UNKNOWN_ADDRESS,
          answered ? "is answered over UDP and TCP alone; here, LISTEN" : "no such address");
    }
    return check(address, nodes, request);
  }

  /** As {@link #submit}; without an address the nodes' own stand for it. */
  private @Nullable Refusal check(@Nullable String address, List<Node> nodes, Request request) {
    Role role = request.by().role();
    Refusal all = closed;
    if (all != null) {
      return all;
    }
    List<Action> accepted = new ArrayList<>();
    Map<Backstage, List<Node>> prepared = new LinkedHashMap<>();
    boolean fits = false; // a pattern is refused only if no node that it matches takes the message
    Refusal mismatch = null;
    for (Node node : nodes) {
      if (!role.mayActAs(node.role())) {
        mismatch = new Refusal(Reason.FORBIDDEN, "only an operator may do this");
        continue;
      }
      try {
        double value = node.input().read(request.arguments());
        fits = true;
        if (node.backstage() != null && !Double.isNaN(value)) {
          prepared.computeIfAbsent(node.backstage(), b -> new ArrayList<>()).add(node);
        } else if (!Double.isNaN(value)) {
          accepted.add(new Action(node, value));
        }
      } catch (Input.Mismatch e) {
        mismatch = e.refusal;
      }
    }
    if (!fits) {
      return mismatch;
    }
    if (accepted.isEmpty() && prepared.isEmpty()) {
      return null;
    }
    Actions actions = new Actions(events, role, address, request.arguments(), accepted);
    Refusal refusal = commands.offer(actions) || accepted.isEmpty() ? null : Refusal.BUSY;
    for (Map.Entry<Backstage, List<Node>> to : prepared.entrySet()) {
      Refusal one = to.getKey().prepare(to.getValue(), request);
      refusal = one == null ? refusal : one;
    }
    return refusal;
  }

  /** Somebody has gone, and with them their turn at a pen. */
  public void leave(Source who) {
    space.turns().leave(who);
  }

  private List<Node> find(String address) throws BadPattern {
    if (AddressPattern.isPattern(address) || !address.startsWith("/") || address.contains("//")) {
      return space.match(AddressPattern.parse(address));
    }
    Node node = space.node(address);
    return node == null ? List.of() : List.of(node);
  }

  private record Action(Node node, double value) {}

  /** One message; it is told of before what it does, and if it does nothing here, too. */
  private record Actions(
      Events events,
      Role by,
      @Nullable String address,
      List<? extends @Nullable Object> arguments,
      List<Action> list)
      implements Commands.Command {
    @Override
    public void run() {
      if (address != null) {
        events.received(by, address, arguments);
      }
      for (int i = 0; i < list.size(); i++) {
        Action action = list.get(i);
        if (address == null) {
          events.received(by, action.node.address(), arguments);
        }
        action.node.act(action.value, by);
      }
    }

    @Override
    public int weight() {
      return Math.max(1, list.size());
    }
  }
}
