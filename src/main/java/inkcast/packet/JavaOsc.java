package inkcast.packet;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import com.illposed.osc.argument.ArgumentHandler;
import com.illposed.osc.argument.handler.StringArgumentHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** javaosc, set to UTF-8: its own default is whatever the machine's is. */
final class JavaOsc {
  /** More than an argument of any type we send needs, tag included, but for a string's text. */
  private static final int ARGUMENT_BYTES = 16;

  private JavaOsc() {}

  /** The bytes of a message with numbers or strings as arguments. */
  static byte[] encode(String address, List<?> arguments) {
    int enough = 4 * address.length() + ARGUMENT_BYTES * (arguments.size() + 2);
    for (Object argument : arguments) {
      enough += argument instanceof String text ? 4 * text.length() : 0;
    }
    BufferBytesReceiver bytes = new BufferBytesReceiver(ByteBuffer.allocate(enough));
    try {
      builder().buildSerializer(bytes).write(new OSCMessage(address, arguments));
    } catch (OSCSerializeException e) {
      throw new IllegalArgumentException(address + ": " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  /** How to read an argument, by its type tag; for one thread. */
  @SuppressWarnings("rawtypes") // as javaosc has it
  static Map<Character, ArgumentHandler> readers() {
    return builder().buildParser().getIdentifierToTypeMapping();
  }

  private static OSCSerializerAndParserBuilder builder() {
    return new OSCSerializerAndParserBuilder()
        .addProperties(Map.of(StringArgumentHandler.PROP_NAME_CHARSET, StandardCharsets.UTF_8));
  }
}
