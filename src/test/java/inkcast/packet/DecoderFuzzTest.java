package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.illposed.osc.OSCMessage;
import inkcast.packet.Message.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Bytes as packets. The seeds are files in this test's resources; how to fuzz: CONTRIBUTING.md. */
class DecoderFuzzTest {
  private final Decoder decoder = new Decoder();

  @FuzzTest(maxDuration = "")
  void shouldReadOrRefuseWhateverComes(byte[] packet) {
    List<Message> messages;
    try {
      messages = decoder.decode(Unpooled.wrappedBuffer(packet));
    } catch (MalformedPacket e) {
      // The net behind the checks has caught nothing: they are complete.
      assertFalse(e.getMessage().contains("cannot be read"), e.getMessage());
      return;
    }
    assertFalse(messages.isEmpty());
    for (Message message : messages) {
      assertTrue(message.toString().chars().noneMatch(Character::isISOControl));
    }
    if (packet[0] == '/') {
      shouldEncodeToTheSameBytes(packet, messages.getFirst());
    }
  }

  private static void shouldEncodeToTheSameBytes(byte[] packet, Message message) {
    byte[] encoded = encode(message);
    if (message.types().isEmpty()) {
      encoded = Arrays.copyOf(encoded, packet.length); // older senders leave the type tags out
    }
    if (message.types().indexOf('c') < 0) { // of whose four bytes one alone is the character
      assertArrayEquals(packet, encoded);
    }
    boolean ours = message.types().chars().allMatch(type -> "ifs".indexOf(type) >= 0);
    if (ours && OSCMessage.isValidAddress(message.address())) {
      byte[] sent = Message.encode(message.address(), message.arguments());
      assertArrayEquals(packet, Arrays.copyOf(sent, packet.length));
    }
  }

  private static byte[] encode(Message message) {
    ByteBuf bytes = Unpooled.buffer();
    string(message.address(), bytes);
    string("," + message.types(), bytes);
    Iterator<Object> arguments = message.arguments().iterator();
    message
        .types()
        .chars()
        .filter(type -> type != '[' && type != ']')
        .forEach(type -> argument(arguments.next(), bytes));
    assertFalse(arguments.hasNext());
    return ByteBufUtil.getBytes(bytes);
  }

  private static void argument(Object argument, ByteBuf into) {
    switch (argument) {
      case Integer i -> into.writeInt(i);
      case Float f -> into.writeFloat(f);
      case Long l -> into.writeLong(l);
      case Double d -> into.writeDouble(d);
      case Character c -> into.writeInt(c);
      case String text -> string(text, into);
      case byte[] blob -> into.writeInt(blob.length).writeBytes(blob).writeZero(-blob.length & 3);
      case Boolean b -> {} // all type
      case Marker m -> {}
      default -> throw new AssertionError(argument.getClass());
    }
  }

  private static void string(String text, ByteBuf into) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    into.writeBytes(bytes).writeZero(4 - bytes.length % 4);
  }
}
