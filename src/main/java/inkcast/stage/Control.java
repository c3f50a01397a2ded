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

  /**
   * Guards an address space.
   *
   * @param refused is told of every refusal, on any thread; counts it
   */
  public Control(AddressSpace space, Commands commands, Consumer<Refusal> refused) {
    this.space = space;
    this.commands = commands;
    this.refused = refused;
  }

  /** As the other, for a sender of whom nothing is known, and that cannot be told later. */
  public @Nullable Refusal submit(
      Role role, String address, List<? extends @Nullable Object> arguments) {
    return submit(Source.of(role), address, arguments, later -> {});
  }

  /** As the other, to nodes that are known already. */
  public @Nullable Refusal submit(
      Role role, List<Node> nodes, List<? extends @Nullable Object> arguments) {
    Refusal refusal = check(nodes, new Request(Source.of(role), arguments, refused));
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
    return check(nodes, request);
  }

  private @Nullable Refusal check(List<Node> nodes, Request request) {
    Role role = request.by().role();
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
    Refusal refusal = queue(role, accepted);
    for (Map.Entry<Backstage, List<Node>> to : prepared.entrySet()) {
      Refusal one = to.getKey().prepare(to.getValue(), request);
      refusal = one == null ? refusal : one;
    }
    return refusal;
  }

  private @Nullable Refusal queue(Role by, List<Action> accepted) {
    if (accepted.isEmpty() || commands.offer(new Actions(by, accepted))) {
      return null;
    }
    return Refusal.BUSY;
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

  private record Actions(Role by, List<Action> list) implements Commands.Command {
    @Override
    public void run() {
      for (int i = 0; i < list.size(); i++) {
        list.get(i).node.act(list.get(i).value, by);
      }
    }

    @Override
    public int weight() {
      return list.size();
    }
  }
}
