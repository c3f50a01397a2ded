package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The journal's native protocol, by a socket of the test's own. */
class JournalTest {
  @TempDir private Path folder;

  @Test
  void shouldTellLevelLoggerThreadAndStackTraceInFields() throws Exception {
    List<Map<String, String>> entries = new CopyOnWriteArrayList<>();
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    Path socket = folder.resolve("socket");
    new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(1 << 16))
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                entries.add(read(packet.content()));
              }
            })
        .bind(new DomainSocketAddress(socket.toString()))
        .sync();
    Journal journal = Journal.attach(socket);
    try {
      LoggerFactory.getLogger("inkcast.app.Serve").info("a line\nand another: {}", "ü");
      LoggerFactory.getLogger(JournalTest.class).warn("it failed", new IllegalStateException("so"));
      await().until(() -> entries.size() == 2);
    } finally {
      journal.stop();
      loop.shutdownGracefully().await(5_000);
    }
    assertEquals(
        Map.of(
            "MESSAGE", "a line\nand another: ü",
            "PRIORITY", "6",
            "SYSLOG_IDENTIFIER", "inkcast",
            "LOGGER", "inkcast.app.Serve",
            "THREAD", Thread.currentThread().getName()),
        entries.getFirst());
    Map<String, String> second = entries.getLast();
    assertEquals("4", second.get("PRIORITY"));
    assertEquals("it failed: java.lang.IllegalStateException: so", second.get("MESSAGE"));
    assertTrue(second.get("STACK_TRACE").contains("at inkcast.app.JournalTest"), second::toString);
  }

  @Test
  void shouldLeaveAllAsItIsWhereThereIsNoJournal() {
    assertNull(Journal.attach(Map.of()));
    assertNull(
        Journal.attach(Map.of("JOURNAL_STREAM", "8:1"))); // a terminal in a service's session
    assertNull(Journal.attach(folder.resolve("nothing")));
  }

  private static Map<String, String> read(ByteBuf fields) {
    Map<String, String> entry = new LinkedHashMap<>();
    while (fields.isReadable()) {
      int name = fields.bytesBefore((byte) '\n');
      String key = fields.readCharSequence(name, StandardCharsets.US_ASCII).toString();
      fields.skipBytes(1);
      int length = (int) fields.readLongLE();
      entry.put(key, fields.readCharSequence(length, StandardCharsets.UTF_8).toString());
      fields.skipBytes(1);
    }
    return entry;
  }
}
