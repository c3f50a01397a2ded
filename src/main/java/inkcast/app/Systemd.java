package inkcast.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how things are, by the protocol of sd_notify(3): ready once there was a tick, alive
 * while ticks go on, reloading, stopping. Where no systemd asks for it, nothing is told. Any
 * thread.
 */
final class Systemd implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Systemd.class);
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final long LOOK_MILLIS = 50;
  private static final long STATUS_NS = TimeUnit.SECONDS.toNanos(10);

  /** Of the time that systemd waits, so that one that comes late does no harm. */
  private static final int FEEDS = 3;

  private final LongSupplier ticks;
  private final Supplier<String> status;
  private final long feedNs; // 0: no watchdog
  private final @Nullable EventLoopGroup loop;
  private final @Nullable Channel socket;

  // The loop's own.
  private boolean ready;
  private long fedNs;
  private long fedTick;
  private long statusNs;

  /**
   * Begins to look at the ticks.
   *
   * @param environment with {@code NOTIFY_SOCKET}, and perhaps {@code WATCHDOG_USEC}
   * @param ticks so far
   * @param status a sentence for people
   */
  Systemd(Map<String, String> environment, LongSupplier ticks, Supplier<String> status) {
    this.ticks = ticks;
    this.status = status;
    feedNs = feedNs(environment);
    String address = environment.get(SOCKET);
    if (address == null || !Epoll.isAvailable()) {
      loop = null;
      socket = null;
      return;
    }
    loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("systemd", true), EpollIoHandler.newFactory());
    socket = connect(loop, address);
    if (socket != null) {
      var _ = loop.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A leading {@code @} stands for a NUL: then the address is in the abstract namespace. */
  private static @Nullable Channel connect(EventLoopGroup loop, String address) {
    var connecting =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(address.replaceFirst("^@", "\0")))
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      log.warn("systemd cannot be told anything at {}: {}", address, connecting.cause().toString());
      return null;
    }
    return connecting.channel();
  }

  private static long feedNs(Map<String, String> environment) {
    String pid = environment.get("WATCHDOG_PID");
    String microseconds = environment.getOrDefault("WATCHDOG_USEC", "0");
    boolean ours = pid == null || pid.equals(Long.toString(ProcessHandle.current().pid()));
    if (!ours || !microseconds.matches("\\d{1,15}")) {
      return 0;
    }
    return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(microseconds)) / FEEDS;
  }

  private void look() {
    try {
      tellWhatIsDue();
    } catch (RuntimeException e) { // which would be the last look, and the watchdog would kill
      log.warn("systemd is not told how it goes", e);
    }
  }

  private void tellWhatIsDue() {
    long now = System.nanoTime();
    long tick = ticks.getAsLong();
    if (tick == 0) {
      return;
    }
    if (!ready) {
      ready = true;
      fedNs = now;
      fedTick = tick;
      statusNs = now;
      tell("READY=1\nSTATUS=" + status.get());
      return;
    }
    if (feedNs > 0 && now - fedNs >= feedNs && tick != fedTick) {
      fedNs = now;
      fedTick = tick;
      tell("WATCHDOG=1");
    }
    if (now - statusNs >= STATUS_NS) {
      statusNs = now;
      tell("STATUS=" + status.get());
    }
  }

  /** The configuration is read anew from now on. */
  void reloading() {
    // The clock that systemd means is the one of nanoTime on Linux.
    tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  /** The configuration was taken over, or refused. */
  void reloaded() {
    tell("READY=1\nSTATUS=" + status.get());
  }

  /** From now on it ends. */
  void stopping() {
    tell("STOPPING=1\nSTATUS=saying goodbye");
  }

  private void tell(String what) {
    if (socket != null) {
      var _ = socket.writeAndFlush(Unpooled.copiedBuffer(what, StandardCharsets.UTF_8));
    }
  }

  /** Tells nothing any more. */
  @Override
  public void close() {
    if (loop != null) {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
  }
}
