package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message.Marker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
  private static final String NOW = "<0000000000000001>";

  private final Decoder decoder = new Decoder();

  @Test
  void shouldReadArgumentsOfEveryType() throws MalformedPacket {
    Message message =
        only(
            "/a~~,ifhdsSTFNIctrm~"
                + "<ffffffff><3f000000><0000000100000000><3ff8000000000000>"
                + "text~~~~sym~<00000041><0000000000000001><ff8000ff><00903c7f>");
    assertEquals(
        List.of(
            -1,
            0.5f,
            0x100000000L,
            1.5,
            "text",
            "sym",
            true,
            false,
            Marker.NIL,
            Marker.INFINITUM,
            'A',
            1L,
            0xff8000ff,
            0x00903c7f),
        message.arguments());
    assertEquals(
        "/a ifhdsSTFNIctrm -1 0.5 4294967296 1.5 \"text\" \"sym\" true false NIL INFINITUM 'A'"
            + " 0000000000000001 #ff8000ff #00903c7f",
        message.toString());
  }

  @Test
  void shouldReadABlob() throws MalformedPacket {
    Message message = only("/a~~,bi~<00000003>abc~<00000002>");
    assertEquals("/a bi [616263] 2", message.toString());
  }

  @Test
  void shouldReadAddressPatternsAndUtf8() throws MalformedPacket {
    assertEquals(
        new Message("/{a,b}/[!c]*?", "s", List.of("größe")), only("/{a,b}/[!c]*?~~~,s~~größe~"));
  }

  @Test
  void shouldTakeAMissingTypeTagStringForNoArguments() throws MalformedPacket {
    assertEquals(new Message("/a", "", List.of()), only("/a~~"));
    assertEquals(new Message("/a", "", List.of()), only("/a~~,~~~"));
  }

  @Test
  void shouldFlattenArrays() throws MalformedPacket {
    Message message = only("/a~~,i[f[i]]~~~~<00000001><00000000><00000002>");
    assertEquals(List.of(1, 0f, 2), message.arguments());
    assertEquals("/a i[f[i]] 1 0.0 2", message.toString());
  }

  @Test
  void shouldFlattenBundlesWhateverTheirTime() throws MalformedPacket {
    String inner = "#bundle~<ffffffffffffffff><00000004>/b~~<00000008>/c~~,T~~";
    List<Message> messages =
        decoder.decode(
            Bytes.of("#bundle~" + NOW + "<00000004>/a~~<00000024>" + inner + "<00000004>/d~~"));
    assertEquals(List.of("/a", "/b", "/c", "/d"), messages.stream().map(Message::address).toList());
  }

  @Test
  void shouldLeaveThePacketAsItWas() throws MalformedPacket {
    var packet = Bytes.of("<ff>/a~~<ff>").slice(1, 4).readerIndex(0);
    assertEquals("/a", decoder.decode(packet).getFirst().address());
    assertEquals(4, packet.readableBytes());
  }

  @Test
  void shouldNotLetAPacketWriteToTheTerminal() throws MalformedPacket {
    assertEquals("/a\\u000a s \"\\u001b[2J\"", only("/a<0a>~,s~~<1b>[2J~~~~").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                       | expected a packet, found nothing",
        "/a~~,i~~<000001>                         | multiple of 4, found 11",
        "/abc                                     | NUL at the end of the address",
        "/a~~,iii                                 | NUL at the end of the type tags",
        "/a~~,s~~abcd                             | NUL at the end of a string",
        "/a~<01>,~~~                              | NULs after the address",
        "/a~~,~<01>~                              | NULs after the type tags",
        "/a~~,s~~a~b~                             | NULs after a string",
        "/a~~,b~~<00000001>a~~b                   | NULs after a blob",
        "/a~~,b~~<00000005>abcd                   | a blob of at most 4 bytes, found size 5",
        "/a~~,b~~<7fffffff>                       | found size 2147483647",
        "/a~~,b~~<80000000>                       | found size -2147483648",
        "/a~~,b~~                                 | expected 4 bytes for type b",
        "/a~~,s~~<c328>~~                         | expected UTF-8",
        "/<c3>~~,~~~                              | expected UTF-8",
        "/a~~,X~~<00000000>                       | OSC 1.0, found X",
        "/a~~,<1b>~~                              | OSC 1.0, found character 27",
        "/a~~,[i~<00000000>                       | expected ] after [",
        "/a~~,]~~                                 | expected [ before ]",
        "/a~~,if~<00000000>                       | expected 4 bytes for type f, found 0",
        "/a~~,h~~<00000000>                       | expected 8 bytes for type h, found 4",
        "/a~~,i~~<0000000000000000>               | found 4 bytes more",
        "/a~~ii~~<00000000>                       | start with a comma",
        "a~~~,~~~                                 | starts with /",
        "~~~~                                     | starts with /",
        "#bundl~~<0000000000000001><00000004>/a~~ | expected #bundle",
        "#bundle~<00000001>                       | time tag and at least one element",
        "#bundle~<0000000000000001>               | time tag and at least one element",
        "#bundle~<0000000000000001><00000000>     | found size 0",
        "#bundle~<0000000000000001><ffffffff>/a~~ | found size -1",
        "#bundle~<0000000000000001><00000008>/a~~ | 1 to 4 bytes, found size 8",
        "#bundle~<0000000000000001><00000003>/a~~ | multiple of 4, found 3",
      })
  void shouldRefuseWithAReason(String packet, String reason) {
    MalformedPacket refused =
        assertThrows(MalformedPacket.class, () -> decoder.decode(Bytes.of(packet)));
    assertTrue(refused.getMessage().contains(reason), () -> reason + ": " + refused.getMessage());
  }

  @Test
  void shouldCapNestedBundles() throws MalformedPacket {
    String packet = "/a~~";
    for (int i = 0; i < Decoder.MAX_DEPTH; i++) {
      packet = nest(packet);
    }
    assertEquals("/a", only(packet).address());
    String deeper = nest(packet);
    assertThrows(MalformedPacket.class, () -> only(deeper));
  }

  @Test
  void shouldCapTheMessagesOfAPacket() throws MalformedPacket {
    String most = "#bundle~" + NOW + "<00000004>/a~~".repeat(Decoder.MAX_MESSAGES);
    assertEquals(Decoder.MAX_MESSAGES, decoder.decode(Bytes.of(most)).size());
    assertThrows(MalformedPacket.class, () -> only(most + "<00000004>/a~~"));
  }

  private static String nest(String packet) {
    return "#bundle~" + NOW + "<%08x>".formatted(Bytes.of(packet).readableBytes()) + packet;
  }

  private Message only(String packet) throws MalformedPacket {
    List<Message> messages = decoder.decode(Bytes.of(packet));
    assertEquals(1, messages.size());
    return messages.getFirst();
  }
}
