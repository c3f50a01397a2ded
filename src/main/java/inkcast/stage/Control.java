package inkcast.stage;

import inkcast.stage.AddressPattern.BadPattern;
import inkcast.stage.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
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
   * @param refused is told of every refusal, on the sender's thread; counts it
   */
  public Control(AddressSpace space, Commands commands, Consumer<Refusal> refused) {
    this.space = space;
    this.commands = commands;
    this.refused = refused;
  }

  /**
   * Carries out one message at the next tick.
   *
   * @param address exact, or an OSC 1.0 pattern: then every node that matches and takes something
   *     in
   * @param arguments as OSC gives them: Integer, Long, Float, Double, Boolean, String, null, ...
   * @return why not, or null
   */
  public @Nullable Refusal submit(
      Role role, String address, List<? extends @Nullable Object> arguments) {
    Refusal refusal = check(role, address, arguments);
    if (refusal != null) {
      refused.accept(refusal);
    }
    return refusal;
  }

  private @Nullable Refusal check(
      Role role, String address, List<? extends @Nullable Object> arguments) {
    List<Node> nodes;
    try {
      nodes = find(address);
    } catch (BadPattern e) {
      return new Refusal(Reason.BAD_PATTERN, String.valueOf(e.getMessage()));
    }
    if (nodes.isEmpty()) {
      return new Refusal(Reason.UNKNOWN_ADDRESS, "no such address");
    }
    List<Action> accepted = new ArrayList<>();
    boolean fits = false; // a pattern is refused only if no node that it matches takes the message
    Refusal mismatch = null;
    for (Node node : nodes) {
      if (!role.mayActAs(node.role())) {
        mismatch = new Refusal(Reason.FORBIDDEN, "only an operator may do this");
        continue;
      }
      try {
        double value = node.input().read(arguments);
        fits = true;
        if (!Double.isNaN(value)) {
          accepted.add(new Action(node, node.clip(value)));
        }
      } catch (Input.Mismatch e) {
        mismatch = e.refusal;
      }
    }
    return fits ? queue(accepted) : mismatch;
  }

  private @Nullable Refusal queue(List<Action> accepted) {
    if (accepted.isEmpty() || commands.offer(new Actions(accepted))) {
      return null;
    }
    return new Refusal(Reason.BUSY, "too many commands are waiting, try again");
  }

  private List<Node> find(String address) throws BadPattern {
    if (AddressPattern.isPattern(address) || !address.startsWith("/") || address.contains("//")) {
      return space.match(AddressPattern.parse(address));
    }
    Node node = space.node(address);
    return node == null ? List.of() : List.of(node);
  }

  private record Action(Node node, double value) {}

  private record Actions(List<Action> list) implements Commands.Command {
    @Override
    public void run() {
      for (int i = 0; i < list.size(); i++) {
        list.get(i).node.act(list.get(i).value);
      }
    }

    @Override
    public int weight() {
      return list.size();
    }
  }
}
