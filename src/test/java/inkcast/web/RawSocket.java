package inkcast.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  /** The upgrade that any browser sends; without an origin, as native clients. */
  static final String UPGRADE =
      """
      GET / HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final Socket socket;
  private final StringBuilder heard = new StringBuilder(); // bytes as ISO 8859-1

  RawSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A connection that is a WebSocket already. */
  static RawSocket upgraded(int port) throws IOException {
    RawSocket raw = new RawSocket(port).send(UPGRADE);
    String head = raw.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("expected an upgrade, found " + head);
    }
    return raw;
  }

  RawSocket send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawSocket send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /**
   * Sends a WebSocket frame, masked with zeros as far as the payload is concerned.
   *
   * @param first FIN bit and opcode
   * @param length as it says, whatever the payload has
   */
  RawSocket frame(int first, long length, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (length < 126) {
      frame.write((int) (0x80 | length));
    } else {
      boolean two = length < 65_536;
      frame.write(0x80 | (two ? 126 : 127));
      for (int shift = two ? 8 : 56; shift >= 0; shift -= 8) {
        frame.write((int) (length >> shift));
      }
    }
    frame.write(new byte[4]);
    frame.write(payload);
    return send(frame.toByteArray());
  }

  /** All that comes until the server closes. */
  byte[] readToEnd() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  /** As text. */
  String readText() throws IOException {
    return new String(readToEnd(), StandardCharsets.UTF_8);
  }

  /** Exactly this many bytes. */
  byte[] read(int count) throws IOException {
    return socket.getInputStream().readNBytes(count);
  }

  /** An answer's status line and headers. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** An answer's headers and its body, by its Content-Length. */
  String readAnswer() throws IOException {
    String head = readHead();
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    int length =
        at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)).strip());
    return head + new String(read(length), StandardCharsets.UTF_8);
  }

  /** Whether something lies there to be read. */
  boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Reads what comes until the end, for {@link #hasRead}. */
  void readForEver() {
    byte[] part = new byte[65_536];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        String text = new String(part, 0, count, StandardCharsets.ISO_8859_1);
        synchronized (heard) {
          heard.append(text);
        }
      }
    } catch (IOException e) {
      // closed: that is the end
    }
  }

  /** Whether these bytes are among those read for ever. */
  boolean hasRead(byte[] bytes) {
    synchronized (heard) {
      return heard.indexOf(new String(bytes, StandardCharsets.ISO_8859_1)) >= 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
