package inkcast.stage;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One message to a {@link Backstage}.
 *
 * @param by who has sent it
 * @param arguments as OSC gives them; they fit the node
 * @param later is told on another thread why it cannot be done, if that shows only later
 */
public record Request(
    Source by, List<? extends @Nullable Object> arguments, Consumer<Refusal> later) {

  /** The number at a place where there is one, or a truth value. */
  double number(int index) {
    Object argument = arguments.get(index);
    return argument instanceof Number n ? n.doubleValue() : Boolean.TRUE.equals(argument) ? 1 : 0;
  }

  /** Its arguments, as far as they are texts. */
  public List<String> texts() {
    return arguments.stream().filter(String.class::isInstance).map(String::valueOf).toList();
  }
}
