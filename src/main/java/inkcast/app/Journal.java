package inkcast.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logs to systemd's journal, each event with its level, logger, thread and stack trace in fields of
 * their own, by the native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL). A datagram is handed to
 * an event loop, so that nobody who logs, the tick's thread least of all, waits for the journal.
 * What the journal does not take goes where it went before.
 */
final class Journal extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Path SOCKET = Path.of("/run/systemd/journal/socket");
  private static final long CLOSING_MILLIS = 1_000;

  // Of syslog(3), which the journal has its levels from.
  private static final int ERROR = 3;
  private static final int WARNING = 4;
  private static final int INFORMATION = 6;
  private static final int DEBUG = 7;

  private final EventLoopGroup loop;
  private final Channel socket;
  private final @Nullable Appender<ILoggingEvent> otherwise;

  private Journal(
      EventLoopGroup loop, Channel socket, @Nullable Appender<ILoggingEvent> otherwise) {
    this.loop = loop;
    this.socket = socket;
    this.otherwise = otherwise;
  }

  /**
   * From now on logs there, if this is a service whose output is the journal's; else all stays as
   * it is.
   *
   * @param environment with {@code JOURNAL_STREAM} and {@code NOTIFY_SOCKET} in such a service
   * @return null if it is none
   */
  static @Nullable Journal attach(Map<String, String> environment) {
    boolean service =
        environment.containsKey("JOURNAL_STREAM") && environment.containsKey("NOTIFY_SOCKET");
    return service && Files.exists(SOCKET) && Epoll.isAvailable() ? attach(SOCKET) : null;
  }

  /** As the other, to any socket. */
  static @Nullable Journal attach(Path to) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("journal", true), EpollIoHandler.newFactory());
    var connecting =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(to.toString()))
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      return null;
    }
    Appender<ILoggingEvent> before = root.getAppender("stderr");
    Journal journal = new Journal(loop, connecting.channel(), before);
    journal.setName("journal");
    journal.setContext(root.getLoggerContext());
    journal.start();
    root.addAppender(journal);
    if (before != null) {
      root.detachAppender(before);
    }
    return journal;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    socket
        .writeAndFlush(datagram(event))
        .addListener(
            sent -> {
              if (!sent.isSuccess() && otherwise != null) {
                otherwise.doAppend(event);
              }
            });
  }

  /** Logs where it did before; what is under way is sent. Within a second. */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(this);
    if (otherwise != null) {
      root.addAppender(otherwise);
    }
    loop.shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(CLOSING_MILLIS);
  }

  private static ByteBuf datagram(ILoggingEvent event) {
    ByteBuf fields = Unpooled.buffer();
    String message = event.getFormattedMessage();
    if (event.getThrowableProxy() != null) {
      message += ": " + event.getThrowableProxy().getClassName();
      message += ": " + event.getThrowableProxy().getMessage();
      field(fields, "STACK_TRACE", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    field(fields, "MESSAGE", message);
    field(fields, "PRIORITY", String.valueOf(priority(event.getLevel())));
    field(fields, "SYSLOG_IDENTIFIER", "inkcast");
    field(fields, "LOGGER", event.getLoggerName());
    field(fields, "THREAD", event.getThreadName());
    return fields;
  }

  /** In the form for values of several lines, which fits all. */
  private static void field(ByteBuf into, String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    into.writeCharSequence(name + "\n", StandardCharsets.US_ASCII);
    into.writeLongLE(bytes.length).writeBytes(bytes).writeByte('\n');
  }

  private static int priority(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> ERROR;
      case Level.WARN_INT -> WARNING;
      case Level.INFO_INT -> INFORMATION;
      default -> DEBUG;
    };
  }
}
