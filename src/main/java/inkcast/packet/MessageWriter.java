package inkcast.packet;

import inkcast.packet.Message.Marker;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes any message as it comes, without allocating; for what is the same again and again there is
 * {@link Template}.
 */
public final class MessageWriter {
  private MessageWriter() {}

  /**
   * Appends a message.
   *
   * @param prefix put before the address; may be empty
   * @param arguments as {@link Message} has them; what OSC 1.0 has no type for becomes nil
   */
  public static void write(
      ByteBuf into, String prefix, String address, List<? extends @Nullable Object> arguments) {
    int start = into.writerIndex();
    into.writeCharSequence(prefix, StandardCharsets.UTF_8);
    into.writeCharSequence(address, StandardCharsets.UTF_8);
    pad(into, start);
    start = into.writerIndex();
    into.writeByte(',');
    for (int i = 0; i < arguments.size(); i++) {
      into.writeByte(type(arguments.get(i)));
    }
    pad(into, start);
    for (int i = 0; i < arguments.size(); i++) {
      write(into, arguments.get(i));
    }
  }

  private static char type(@Nullable Object argument) {
    return switch (argument) {
      case Integer _ -> 'i';
      case Float _ -> 'f';
      case Long _ -> 'h';
      case Double _ -> 'd';
      case Boolean b -> b ? 'T' : 'F';
      case String _ -> 's';
      case Character _ -> 'c';
      case byte[] _ -> 'b';
      case Marker m when m == Marker.INFINITUM -> 'I';
      case null, default -> 'N';
    };
  }

  private static void write(ByteBuf into, @Nullable Object argument) {
    switch (argument) {
      case Integer i -> into.writeInt(i);
      case Float f -> into.writeFloat(f);
      case Long h -> into.writeLong(h);
      case Double d -> into.writeDouble(d);
      case String s -> {
        int start = into.writerIndex();
        int end = s.indexOf('\0'); // which would end it early
        into.writeCharSequence(end < 0 ? s : s.substring(0, end), StandardCharsets.UTF_8);
        pad(into, start);
      }
      case Character c -> into.writeInt(c);
      case byte[] b -> {
        into.writeInt(b.length).writeBytes(b);
        into.writeZero(-b.length & 3);
      }
      case null, default -> {}
    }
  }

  /** With a NUL at least, up to a multiple of four bytes. */
  private static void pad(ByteBuf into, int start) {
    into.writeZero(4 - (into.writerIndex() - start & 3));
  }
}
