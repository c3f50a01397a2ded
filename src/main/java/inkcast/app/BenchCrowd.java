package inkcast.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many phones at once: they listen to what the phone page shows and read without looking into it,
 * so that hundreds of them cost this process little. One in twenty never reads, and one in ten goes
 * and comes again each second.
 */
final class BenchCrowd implements AutoCloseable {
  private static final int STALLED = 20; // one in so many
  private static final int RESTLESS = 10;
  private static final int OPCODE_TEXT = 0x81; // one final frame
  private static final int MASKED = 0x80;
  private static final int LONGER = 126; // the length follows in two bytes
  private static final int BYTES_OF_STALLED = 4096; // of their receive buffer
  private static final int PONG = 0x8a00 | MASKED; // one final frame without payload
  private static final long ALIVE_SECONDS = 10; // a pong says so, as a browser's does

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("bench-crowd", true), NioIoHandler.newFactory());
  private final InetSocketAddress daemon;
  private final int size;
  private final List<Phone> steady = new ArrayList<>();
  private final Deque<Channel> restless = new ArrayDeque<>(); // the loop's
  private final AtomicLong reconnects = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * Connects all of them.
   *
   * @param daemon its port
   */
  BenchCrowd(int size, int daemon) throws IOException {
    this.daemon = new InetSocketAddress("127.0.0.1", daemon);
    this.size = size;
    int stalled = size / STALLED;
    int moving = size / RESTLESS;
    for (int i = 0; i < size; i++) {
      Phone phone = new Phone(i < stalled);
      Channel channel = connect(phone);
      if (i >= stalled && i < stalled + moving) {
        restless.add(channel);
      } else if (i >= stalled) {
        steady.add(phone);
      }
    }
    if (moving > 0) {
      long every = TimeUnit.SECONDS.toMicros(1) / moving;
      var _ = loop.scheduleAtFixedRate(this::comeAgain, every, every, TimeUnit.MICROSECONDS);
    }
  }

  /**
   * What a crowd was told.
   *
   * @param size phones
   * @param reconnects in its whole life
   * @param failures of those, and of phones that were to stay
   * @param least bytes of a phone that stayed and read
   * @param most bytes of such a phone
   */
  record Heard(int size, long reconnects, long failures, long least, long most) {}

  /** What has been heard since this was last called. */
  Heard take() {
    LongSummaryStatistics bytes =
        steady.stream().mapToLong(phone -> phone.bytes.getAndSet(0)).summaryStatistics();
    return new Heard(
        size,
        reconnects.get(),
        failures.get(),
        steady.isEmpty() ? 0 : bytes.getMin(),
        steady.isEmpty() ? 0 : bytes.getMax());
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private Channel connect(Phone phone) throws IOException {
    var connecting = bootstrap(phone).connect(daemon).awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new IOException("a phone cannot connect: " + connecting.cause());
    }
    return connecting.channel();
  }

  private Bootstrap bootstrap(Phone phone) {
    Bootstrap bootstrap =
        new Bootstrap().group(loop).channel(NioSocketChannel.class).handler(phone);
    return phone.stalled ? bootstrap.option(ChannelOption.SO_RCVBUF, BYTES_OF_STALLED) : bootstrap;
  }

  private void comeAgain() {
    restless.remove().close();
    var connecting = bootstrap(new Phone(false)).connect(daemon);
    restless.add(connecting.channel());
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            reconnects.incrementAndGet();
          } else {
            failures.incrementAndGet();
          }
        });
  }

  private final class Phone extends ChannelInboundHandlerAdapter {
    private final boolean stalled;
    private final AtomicLong bytes = new AtomicLong();
    private boolean welcome;

    Phone(boolean stalled) {
      this.stalled = stalled;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      String request =
          "GET / HTTP/1.1\r\nHost: 127.0.0.1:"
              + daemon.getPort()
              + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
      ctx.writeAndFlush(
          Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      bytes.addAndGet(((ByteBuf) message).readableBytes());
      ReferenceCountUtil.release(message);
      if (!welcome) {
        welcome = true;
        for (String pattern : BenchPeers.PATTERNS) {
          ctx.write(
              text("{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + pattern + "\"}"), ctx.voidPromise());
        }
        ctx.flush();
        ctx.channel().config().setAutoRead(!stalled);
        var alive =
            ctx.executor()
                .scheduleAtFixedRate(
                    () -> ctx.writeAndFlush(pong(), ctx.voidPromise()),
                    ALIVE_SECONDS,
                    ALIVE_SECONDS,
                    TimeUnit.SECONDS);
        ctx.channel().closeFuture().addListener(closed -> alive.cancel(false));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (loop.isShuttingDown()) {
        return;
      }
      if (stalled) { // the daemon has lost its patience, and the next one stalls
        var _ = bootstrap(new Phone(true)).connect(daemon);
      } else if (steady.contains(this)) {
        failures.incrementAndGet();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // and is counted, if that should not have been
    }
  }

  private static ByteBuf pong() {
    return Unpooled.buffer().writeShort(PONG).writeInt(0);
  }

  /** A text frame of a client (RFC 6455, section 5.2), masked by zeros, which change nothing. */
  private static ByteBuf text(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuf frame = Unpooled.buffer();
    frame.writeByte(OPCODE_TEXT);
    if (payload.length < LONGER) {
      frame.writeByte(MASKED | payload.length);
    } else {
      frame.writeByte(MASKED | LONGER).writeShort(payload.length);
    }
    return frame.writeInt(0).writeBytes(payload);
  }
}
