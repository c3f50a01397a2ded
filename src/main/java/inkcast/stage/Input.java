package inkcast.stage;

import inkcast.stage.Refusal.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node reads the arguments of a message: each form but a text turns them into one number. */
public enum Input {
  /** Takes nothing in. */
  NONE,
  /** One finite number, clipped to the node's range. */
  NUMBER,
  /** On or off: T, F or a number, 0 being off. */
  SWITCH,
  /** A button: no argument, or one that is not zero, acts once; zero and F do nothing. */
  TRIGGER,
  /** One string, as it is. */
  TEXT,
  /** Strings, as they are; none only if an F says so. */
  TEXTS,
  /** Two finite numbers, dx and dy, and a pen that is on or off. */
  STROKE;

  /** What {@link #read} gives for arguments that are fine and ask for nothing. */
  static final double NOTHING = Double.NaN;

  /** Arguments that do not fit; the message is for the sender. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    final transient Refusal refusal;

    Mismatch(Reason reason, String message) {
      super(message, null, false, false);
      refusal = new Refusal(reason, message);
    }
  }

  /**
   * Reads the arguments of a message.
   *
   * @param arguments as OSC gives them: Integer, Long, Float, Double, Boolean, String, ...
   * @return the number, or {@link #NOTHING}; 0 for texts and strokes
   * @throws Mismatch if they do not fit
   */
  double read(List<? extends @Nullable Object> arguments) throws Mismatch {
    if (this == NONE) {
      throw new Mismatch(Reason.READ_ONLY, "takes nothing in");
    }
    if (this == TRIGGER && arguments.isEmpty()) {
      return 1;
    }
    if (this == TEXTS) {
      if (arguments.isEmpty()) {
        throw new Mismatch(Reason.WRONG_TYPE, "expected strings, or F for none");
      }
      if (arguments.equals(List.of(false))) {
        return 0;
      }
      for (Object argument : arguments) {
        if (!(argument instanceof String)) {
          throw new Mismatch(Reason.WRONG_TYPE, "expected strings, found " + describe(argument));
        }
      }
      return 0;
    }
    if (this == STROKE) {
      return stroke(arguments);
    }
    if (arguments.size() != 1) {
      throw new Mismatch(Reason.WRONG_TYPE, "expected one argument, found " + arguments.size());
    }
    if (this == TEXT) {
      if (arguments.getFirst() instanceof String) {
        return 0;
      }
      throw new Mismatch(
          Reason.WRONG_TYPE, "expected a string, found " + describe(arguments.getFirst()));
    }
    double value = number(arguments.getFirst());
    return switch (this) {
      case NUMBER -> value;
      case SWITCH -> value == 0 ? 0 : 1;
      case TRIGGER -> value == 0 ? NOTHING : 1;
      case NONE, TEXT, TEXTS, STROKE -> throw new AssertionError("done with above");
    };
  }

  private static double stroke(List<? extends @Nullable Object> arguments) throws Mismatch {
    if (arguments.size() != 3) {
      throw new Mismatch(
          Reason.WRONG_TYPE, "expected dx, dy and pen, found " + arguments.size() + " arguments");
    }
    NUMBER.number(arguments.get(0));
    NUMBER.number(arguments.get(1));
    SWITCH.number(arguments.get(2));
    return 0;
  }

  private double number(@Nullable Object argument) throws Mismatch {
    if (argument instanceof Number n) {
      if (!Double.isFinite(n.doubleValue())) {
        throw new Mismatch(Reason.NOT_FINITE, "expected a finite number, found " + n);
      }
      return n.doubleValue();
    }
    if (argument instanceof Boolean b && this != NUMBER) {
      return b ? 1 : 0;
    }
    if (argument instanceof Enum && this == TRIGGER) {
      return 1; // OSC's types N and I: a press without a number that could be 0
    }
    throw new Mismatch(
        Reason.WRONG_TYPE,
        "expected a number"
            + (this == NUMBER ? "" : ", true or false")
            + ", found "
            + describe(argument));
  }

  private static String describe(@Nullable Object argument) {
    if (argument == null) {
      return "null";
    }
    return argument instanceof String s && s.length() <= 40
        ? "\"" + s + "\""
        : argument.getClass().getSimpleName();
  }
}
