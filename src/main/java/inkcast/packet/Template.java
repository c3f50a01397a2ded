package inkcast.packet;

import com.illposed.osc.argument.OSCMidiMessage;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An OSC message whose arguments are numbers, encoded once: address, type tags and padding are kept
 * as bytes, and only the arguments are written anew. Immutable; writing allocates nothing.
 */
public final class Template {
  private static final int NUMBER_BYTES = 4;

  private final byte[] head; // address and type tags, each padded
  private final boolean[] whole; // (arguments,), 32 bits as they are rather than a float32
  private final int first;

  /** As the other, for a message of all numbers. */
  public Template(String address, String types) {
    this(address, types, 0);
  }

  /**
   * Encodes a message.
   *
   * @param address exact, no pattern
   * @param types type tags without the comma: {@code i}, {@code f} and {@code m} only
   * @param first which of the numbers it is given is its first argument
   * @throws IllegalArgumentException if the address or a type tag is none of these
   */
  public Template(String address, String types, int first) {
    this.first = first;
    List<Object> zeros = new ArrayList<>();
    whole = new boolean[types.length()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = types.charAt(i) != 'f';
      zeros.add(
          switch (types.charAt(i)) {
            case 'i' -> 0;
            case 'f' -> 0f;
            case 'm' -> new OSCMidiMessage((byte) 0, (byte) 0, (byte) 0, (byte) 0);
            default ->
                throw new IllegalArgumentException(
                    address + ": expected types i, f and m, found " + types);
          });
    }
    byte[] encoded = JavaOsc.encode(address, zeros);
    head = Arrays.copyOf(encoded, encoded.length - NUMBER_BYTES * whole.length);
  }

  /** Whether a message with these type tags can be a template. */
  public static boolean fits(String types) {
    return types.chars().allMatch(type -> type == 'i' || type == 'f' || type == 'm');
  }

  /** Bytes of the message, always the same. */
  public int size() {
    return head.length + NUMBER_BYTES * whole.length;
  }

  /**
   * Appends the message.
   *
   * @param into has {@link #size} bytes of room, or grows
   * @param numbers one an argument, from the first on; the fraction of an int32 is cut off, and
   *     MIDI's four bytes are one, too: port, status and data bytes
   */
  public void write(ByteBuf into, double[] numbers) {
    into.writeBytes(head);
    writeArguments(into, numbers);
  }

  /**
   * Writes the message over an earlier one of this template; the buffer's indices stay.
   *
   * @param at where the earlier one begins
   */
  public void overwrite(ByteBuf in, int at, double[] numbers) {
    int end = in.writerIndex();
    in.writerIndex(at + head.length);
    writeArguments(in, numbers);
    in.writerIndex(end);
  }

  private void writeArguments(ByteBuf into, double[] numbers) {
    for (int i = 0; i < whole.length; i++) {
      if (whole[i]) {
        into.writeInt((int) numbers[first + i]);
      } else {
        into.writeFloat((float) numbers[first + i]);
      }
    }
  }
}
