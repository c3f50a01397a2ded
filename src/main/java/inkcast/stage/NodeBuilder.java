package inkcast.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Node} is. */
final class NodeBuilder {
  final String address;
  final String types;
  final Node.Kind kind;
  final String description;
  Node.@Nullable Range range;
  List<@Nullable String> units = List.of();
  Input input = Input.NONE;
  Role role = Role.VISITOR;
  Node.Action action = (value, by) -> {};
  @Nullable Backstage backstage;
  int writer;
  List<String> parts = List.of();
  double @Nullable [] numbers;

  NodeBuilder(String address, String types, Node.Kind kind, String description) {
    this.address = address;
    this.types = types;
    this.kind = kind;
    this.description = description;
  }

  NodeBuilder range(double min, double max) {
    range = new Node.Range(min, max);
    return this;
  }

  /** One for each type tag, or null. */
  NodeBuilder units(@Nullable String... each) {
    units = new ArrayList<>();
    Collections.addAll(units, each);
    return this;
  }

  NodeBuilder accepts(Input input, Role role, DoubleConsumer action) {
    return accepts(input, role, (value, by) -> action.accept(value));
  }

  NodeBuilder accepts(Input input, Role role, Node.Action action) {
    this.input = input;
    this.role = role;
    this.action = action;
    return this;
  }

  NodeBuilder prepares(Input input, Role role, Backstage backstage) {
    this.input = input;
    this.backstage = backstage;
    this.role = role;
    return this;
  }

  NodeBuilder writer(int number) {
    writer = number;
    return this;
  }

  /** Where its value stands while it is told, and that of others. */
  NodeBuilder numbers(double[] shared) {
    numbers = shared;
    return this;
  }

  NodeBuilder parts(String... names) {
    parts = List.of(names);
    return this;
  }

  Node build() {
    return new Node(this);
  }
}
