package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemdTest {
  @TempDir private Path folder;
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicLong ticks = new AtomicLong();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** What systemd would hear there. */
  private void listen(String address) {
    new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(ChannelHandlerContext c, DomainDatagramPacket packet) {
                told.add(packet.content().toString(StandardCharsets.UTF_8));
              }
            })
        .bind(new DomainSocketAddress(address))
        .syncUninterruptibly();
  }

  private Systemd systemd(String... environment) {
    Map<String, String> map =
        environment.length == 2
            ? Map.of(environment[0], environment[1])
            : Map.of(environment[0], environment[1], environment[2], environment[3]);
    return new Systemd(map, ticks::get, () -> "4 writers");
  }

  @Test
  void shouldBeReadyOnceThereWasATick() {
    String address = folder.resolve("notify").toString();
    listen(address);
    try (Systemd systemd = systemd("NOTIFY_SOCKET", address)) {
      systemd.reloading(); // which comes behind what it might have said before
      await().until(() -> told.size() == 1);
      assertTrue(told.getFirst().matches("RELOADING=1\nMONOTONIC_USEC=\\d+"), told::toString);
      ticks.set(1);
      await().until(() -> told.size() == 2);
      assertEquals("READY=1\nSTATUS=4 writers", told.getLast());
      systemd.reloaded();
      systemd.stopping();
      await().until(() -> told.size() == 4);
      assertEquals(
          List.of("READY=1\nSTATUS=4 writers", "STOPPING=1\nSTATUS=saying goodbye"),
          told.subList(2, 4));
    }
  }

  @Test
  void shouldFeedTheWatchdogFromTicksAlone() {
    String address = folder.resolve("notify").toString();
    listen(address);
    ticks.set(1);
    try (Systemd _ = systemd("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "150000")) {
      await().until(() -> told.size() == 1); // it is ready, and ticks no more
      ticks.set(2);
      await().until(() -> told.size() == 2);
      assertEquals("WATCHDOG=1", told.getLast());
      // Several feeds are due until this comes, and no tick has advanced.
      for (int tick = 3; tick < 6; tick++) {
        int heard = told.size();
        ticks.set(tick);
        await().until(() -> told.size() == heard + 1);
      }
      assertEquals(5, told.size());
    }
  }

  @Test
  void shouldKnowAbstractAddresses() {
    String name = "inkcast-test-" + ProcessHandle.current().pid();
    listen("\0" + name);
    ticks.set(1);
    try (Systemd _ = systemd("NOTIFY_SOCKET", "@" + name)) {
      await().until(() -> told.equals(List.of("READY=1\nSTATUS=4 writers")));
    }
  }

  @Test
  void shouldTellNobodyWhereNobodyListens() {
    ticks.set(1);
    try (Systemd absent = systemd("HOME", "/");
        Systemd gone = systemd("NOTIFY_SOCKET", folder.resolve("nowhere").toString())) {
      absent.reloading();
      gone.stopping();
    }
    assertEquals(List.of(), told);
  }
}
