package inkcast.packet;

import com.illposed.osc.OSCParseException;
import com.illposed.osc.argument.ArgumentHandler;
import inkcast.packet.MalformedPacket.Reason;
import inkcast.packet.Message.Marker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads a message's arguments: that they are there and well formed is checked here, their values
 * are read by javaosc. For one thread.
 */
final class Arguments {
  @SuppressWarnings("rawtypes") // as javaosc has it
  private final Map<Character, ArgumentHandler> readers = JavaOsc.readers();

  /**
   * All arguments of a message.
   *
   * @param types type tags without the comma
   * @param bytes from the first argument to the message's end
   */
  List<Object> read(String types, ByteBuffer bytes) throws MalformedPacket {
    List<Object> arguments = new ArrayList<>(types.length());
    int openArrays = 0;
    for (int i = 0; i < types.length(); i++) {
      char type = types.charAt(i);
      switch (type) {
        case '[' -> openArrays++;
        case ']' -> {
          if (--openArrays < 0) {
            throw new MalformedPacket(Reason.TYPE_TAGS, "expected [ before ] in the type tags");
          }
        }
        default -> arguments.add(read(type, bytes));
      }
    }
    if (openArrays != 0) {
      throw new MalformedPacket(Reason.TYPE_TAGS, "expected ] after [ in the type tags");
    }
    if (bytes.hasRemaining()) {
      throw new MalformedPacket(
          Reason.ARGUMENTS,
          "expected the end after the last argument, found " + bytes.remaining() + " bytes more");
    }
    return arguments;
  }

  /**
   * A string, and its padding.
   *
   * @param what it is, for the message to the sender
   */
  String string(ByteBuffer bytes, String what) throws MalformedPacket {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    if (end == bytes.limit()) {
      throw new MalformedPacket(Reason.STRING, "expected a NUL at the end of " + what);
    }
    checkPadding(bytes, end, start + ((end - start) / 4 + 1) * 4, what);
    return (String) parse('s', bytes);
  }

  private Object read(char type, ByteBuffer bytes) throws MalformedPacket {
    return switch (type) {
      case 'T' -> true;
      case 'F' -> false;
      case 'N' -> Marker.NIL;
      case 'I' -> Marker.INFINITUM;
      case 's', 'S' -> string(bytes, "a string");
      case 'b' -> blob(bytes);
      case 'i', 'f', 'c' -> parse(type, has(4, type, bytes));
      case 'h', 'd' -> parse(type, has(8, type, bytes));
      case 'r', 'm' -> has(4, type, bytes).getInt();
      case 't' -> has(8, type, bytes).getLong();
      default ->
          throw new MalformedPacket(
              Reason.TYPE_TAGS,
              "expected type tags of OSC 1.0, found "
                  + (type > ' ' && type < 127 ? type : "character " + (int) type));
    };
  }

  private byte[] blob(ByteBuffer bytes) throws MalformedPacket {
    int start = has(4, 'b', bytes).position() + 4;
    int size = bytes.getInt(start - 4);
    if (size < 0 || size > bytes.limit() - start) {
      throw new MalformedPacket(
          Reason.ARGUMENTS,
          "expected a blob of at most " + (bytes.limit() - start) + " bytes, found size " + size);
    }
    int end = start + (size + 3) / 4 * 4;
    checkPadding(bytes, start + size, end, "a blob");
    byte[] blob = new byte[size];
    bytes.get(start, blob);
    bytes.position(end); // javaosc's reader stays where the blob begins
    return blob;
  }

  private static ByteBuffer has(int size, char type, ByteBuffer bytes) throws MalformedPacket {
    if (bytes.remaining() < size) {
      throw new MalformedPacket(
          Reason.ARGUMENTS,
          "expected " + size + " bytes for type " + type + ", found " + bytes.remaining());
    }
    return bytes;
  }

  private static void checkPadding(ByteBuffer bytes, int from, int to, String what)
      throws MalformedPacket {
    for (int at = from; at < to; at++) {
      if (bytes.get(at) != 0) {
        throw new MalformedPacket(
            Reason.STRING, "expected NULs after " + what + ", up to a multiple of 4");
      }
    }
  }

  private Object parse(char type, ByteBuffer bytes) throws MalformedPacket {
    try {
      return Objects.requireNonNull(readers.get(type)).parse(bytes);
    } catch (OSCParseException e) {
      throw new MalformedPacket(Reason.STRING, "expected UTF-8 in a string");
    }
  }
}
