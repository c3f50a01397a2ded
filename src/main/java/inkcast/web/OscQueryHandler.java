package inkcast.web;

import inkcast.stage.AddressSpace;
import inkcast.stage.Commands;
import inkcast.stage.Container;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Every other path: an OSC address, answered in OSCQuery's JSON. One event loop only. */
@Sharable
final class OscQueryHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String HOST_INFO = "HOST_INFO";
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int MAX_WAITING = 64;

  private final AddressSpace space;
  private final Commands commands;
  private final String name;
  private final IntSupplier oscPort;
  private int waiting; // answers that are not yet sent, each as large as the tree

  OscQueryHandler(AddressSpace space, Commands commands, String name, IntSupplier oscPort) {
    this.space = space;
    this.commands = commands;
    this.name = name;
    this.oscPort = oscPort;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    Set<String> asked = uri.parameters().keySet();
    if (asked.contains(HOST_INFO)) {
      Answers.send(ctx, request, ok(OscQuery.hostInfo(name, oscPort.getAsInt())));
      return;
    }
    EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      if (asked.contains(attribute.name())) {
        attributes.add(attribute);
      }
    }
    String path = uri.path().replaceAll("/+$", "");
    Node node = space.node(path);
    Container container = space.container(path);
    if (node == null && container == null) {
      refuse(ctx, request, HttpResponseStatus.NOT_FOUND, "no such address");
    } else if (asked.contains(PageHandler.HTML)) {
      Answers.send(ctx, request, pageOfAll(path));
    } else if (attributes.size() < asked.size()) {
      refuse(ctx, request, HttpResponseStatus.BAD_REQUEST, "this is no attribute of OSCQuery");
    } else if (node != null) {
      answer(ctx, request, node, attributes);
    } else if (container != null) {
      answer(ctx, request, container, attributes);
    }
  }

  private void answer(
      ChannelHandlerContext ctx, HttpRequest request, Node node, EnumSet<Attribute> attributes) {
    boolean whole = attributes.isEmpty();
    attributes.removeIf(attribute -> !attribute.isGivenBy(node));
    if (!whole && attributes.isEmpty()) {
      Answers.send(ctx, request, Answers.of(HttpResponseStatus.NO_CONTENT));
      return;
    }
    boolean valued = whole ? Attribute.VALUE.isGivenBy(node) : attributes.contains(Attribute.VALUE);
    read(
        ctx,
        request,
        valued ? List.of(node) : List.of(),
        values ->
            whole ? OscQuery.node(node, values) : OscQuery.attributes(node, attributes, values));
  }

  private void answer(
      ChannelHandlerContext ctx,
      HttpRequest request,
      Container container,
      EnumSet<Attribute> attributes) {
    boolean whole = attributes.isEmpty();
    attributes.removeIf(attribute -> !OscQuery.isGivenBy(container, attribute));
    if (!whole && attributes.isEmpty()) {
      Answers.send(ctx, request, Answers.of(HttpResponseStatus.NO_CONTENT));
      return;
    }
    boolean valued = whole || attributes.contains(Attribute.CONTENTS);
    read(
        ctx,
        request,
        valued ? OscQuery.valued(container) : List.of(),
        values ->
            whole
                ? OscQuery.container(container, values)
                : OscQuery.attributes(container, attributes, values));
  }

  /** Answers once the tick's thread has read the values. */
  private void read(
      ChannelHandlerContext ctx,
      HttpRequest request,
      List<Node> nodes,
      Function<ValueReader, ByteBuf> json) {
    if (waiting >= MAX_WAITING) {
      refuse(ctx, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many ask at once");
      return;
    }
    waiting++;
    new Pending(ctx, withoutBody(request), json).begin(nodes);
  }

  private static void refuse(
      ChannelHandlerContext ctx, HttpRequest request, HttpResponseStatus status, String reason) {
    Answers.send(ctx, request, Answers.of(status, reason));
  }

  /** There is one page. Relative, since a proxy may have put it into a folder. */
  private static FullHttpResponse pageOfAll(String path) {
    int up = Math.max(0, path.split("/").length - 2);
    FullHttpResponse answer = Answers.of(HttpResponseStatus.FOUND, "the page of all is at /");
    answer
        .headers()
        .set(HttpHeaderNames.LOCATION, "./" + "../".repeat(up) + "?" + PageHandler.HTML);
    return answer;
  }

  private static FullHttpResponse ok(ByteBuf json) {
    return Answers.of(HttpResponseStatus.OK, Answers.JSON, json);
  }

  // The request itself is released when its handler returns.
  private static HttpRequest withoutBody(HttpRequest request) {
    return new DefaultHttpRequest(
        request.protocolVersion(), request.method(), request.uri(), request.headers());
  }

  /** A request that waits for the tick. */
  private final class Pending {
    private final ChannelHandlerContext ctx;
    private final HttpRequest request;
    private final Function<ValueReader, ByteBuf> json;
    private boolean answered;

    Pending(ChannelHandlerContext ctx, HttpRequest request, Function<ValueReader, ByteBuf> json) {
      this.ctx = ctx;
      this.request = request;
      this.json = json;
    }

    void begin(List<Node> nodes) {
      Future<?> late =
          ctx.executor().schedule(this::giveUp, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      ValueReader.read(
          commands,
          nodes,
          ctx.executor(),
          values -> {
            late.cancel(false);
            finish(ok(json.apply(values)));
          });
    }

    private void giveUp() {
      finish(Answers.of(HttpResponseStatus.SERVICE_UNAVAILABLE, "the ticks do not answer"));
    }

    private void finish(FullHttpResponse answer) {
      if (answered) {
        answer.release();
        return;
      }
      answered = true;
      Answers.send(ctx, request, answer, () -> waiting--);
    }
  }
}
