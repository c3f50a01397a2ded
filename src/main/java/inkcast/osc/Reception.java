package inkcast.osc;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.stage.Control;
import inkcast.stage.Role;
import inkcast.stage.Source;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import inkcast.tick.Performance;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of packets, whatever brought them: requests are answered, the rest is control, of
 * which nobody is told what became, as datagrams may be forged. One event loop, the output's.
 */
public final class Reception {
  private static final Logger log = LoggerFactory.getLogger(Reception.class);

  private final Decoder decoder = new Decoder();
  private final OscOutput output;
  private final Control control;
  private final Requests requests;
  private final Subscribers subscribers;
  private final Predicate<InetAddress> operators;
  private final Counters counters;
  private long malformed;
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);

  /**
   * Nobody has sent anything yet.
   *
   * @param output tells those who ask for it
   * @param operators which sources may do everything; asked on the event loop
   * @param version of this program, for whoever asks
   */
  public Reception(
      Performance performance,
      OscOutput output,
      Predicate<InetAddress> operators,
      String version,
      Counters counters) {
    this.operators = operators;
    this.counters = counters;
    this.output = output;
    control = performance.control();
    subscribers = new Subscribers(output, performance, counters);
    requests = new Requests(performance.space(), output, subscribers, version, counters);
  }

  /** Where all is received and sent. */
  EventLoop loop() {
    return output.loop();
  }

  /** Receives at this UDP port, to which nothing is sent from now on. */
  void listens(int port) {
    output.avoid(port);
  }

  /** Those who have asked to be told. */
  Subscribers subscribers() {
    return subscribers;
  }

  /** Takes a packet, which stays the caller's; returns whether it was well-formed. */
  boolean receive(Sender sender, ByteBuf packet) {
    counters.count(Counter.OSC_RECEIVED);
    try {
      var messages = decoder.decode(packet);
      Source by = source(sender);
      for (Message message : messages) {
        if (!requests.take(sender, message)) {
          var _ = control.submit(by, message.address(), message.arguments(), later -> {});
        }
      }
      return true;
    } catch (MalformedPacket e) {
      count(e.reason());
      malformed++;
      if (complaints.due()) {
        log.warn(
            "malformed OSC from {}: {} ({} so far)", sender.address(), e.getMessage(), malformed);
      }
      return false;
    }
  }

  /** A connection has ended, and with it its sender's turn at a pen. */
  void left(Sender sender) {
    control.leave(source(sender));
  }

  private Source source(Sender sender) {
    boolean operator = operators.test(sender.address().getAddress());
    return new At(operator ? Role.OPERATOR : Role.VISITOR, sender.address());
  }

  /** Who sends from an address. */
  private record At(Role role, InetSocketAddress address) implements Source {}

  /** Counts a connection that is closed as it did not begin with a packet. */
  void turnedAway(Sender sender) {
    counters.count(Counter.OSC_STRANGE_CONNECTIONS);
    if (complaints.due()) {
      log.warn("OSC over TCP: closed {}, which did not begin with OSC in SLIP", sender.address());
    }
  }

  /** Logs what happened on the way, once a minute at most. */
  void failed(Throwable cause) {
    if (complaints.due()) {
      log.warn("OSC control: {}", cause.toString());
    }
  }

  private void count(MalformedPacket.Reason reason) {
    counters.count(
        switch (reason) {
          case SIZE -> Counter.OSC_BAD_SIZE;
          case STRING -> Counter.OSC_BAD_STRING;
          case ADDRESS -> Counter.OSC_BAD_ADDRESS;
          case TYPE_TAGS -> Counter.OSC_BAD_TYPE_TAGS;
          case ARGUMENTS -> Counter.OSC_BAD_ARGUMENTS;
          case BUNDLE -> Counter.OSC_BAD_BUNDLE;
          case TOO_MANY -> Counter.OSC_TOO_MANY;
        });
  }
}
