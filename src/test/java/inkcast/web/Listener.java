package inkcast.web;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A WebSocket client of the JDK's own, which remembers what it was told. */
final class Listener implements WebSocket.Listener, AutoCloseable {
  /** OSC messages in the order of their coming. */
  final List<Message> messages = new CopyOnWriteArrayList<>();

  /** When each of these had come, microseconds since 1970. */
  final List<Long> arrivals = new CopyOnWriteArrayList<>();

  /** Binary frames as they came. */
  final List<byte[]> frames = new CopyOnWriteArrayList<>();

  /** Text frames. */
  final List<String> texts = new CopyOnWriteArrayList<>();

  /** The close frame's code, or 0. */
  volatile int closed;

  /** What ended the connection, if something did. */
  volatile @Nullable Throwable failure;

  private final Decoder decoder = new Decoder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  Listener(URI uri, String... headers) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    socket = builder.buildAsync(uri, this).join();
  }

  /** Sends one text frame. */
  Listener say(String json) {
    socket.sendText(json, true).join();
    return this;
  }

  /** Sends one binary frame. */
  Listener send(byte[] packet) {
    socket.sendBinary(ByteBuffer.wrap(packet), true).join();
    return this;
  }

  Listener listen(String address) {
    return say("{\"COMMAND\":\"LISTEN\",\"DATA\":\"" + address + "\"}");
  }

  Listener ignore(String address) {
    return say("{\"COMMAND\":\"IGNORE\",\"DATA\":\"" + address + "\"}");
  }

  /** The messages of one address so far. */
  List<Message> of(String address) {
    return messages.stream().filter(m -> m.address().equals(address)).toList();
  }

  WebSocket socket() {
    return socket;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      texts.add(text.toString());
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      byte[] frame = binary.toByteArray();
      binary.reset();
      try {
        List<Message> heard = decoder.decode(Unpooled.wrappedBuffer(frame));
        arrivals.addAll(Collections.nCopies(heard.size(), now));
        messages.addAll(heard); // last: whoever sees a message finds its time
      } catch (MalformedPacket e) {
        throw new AssertionError("the server sent " + e.getMessage(), e);
      }
      frames.add(frame);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    failure = error;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed = code;
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
