package inkcast.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Everybody who says something in a day: visitors, scripts, and those who do not know how. */
final class SoakVisitor {
  private static final int DATAGRAMS = 20;
  private static final int GARBAGE_BYTES = 40;
  private static final byte[] SUBSCRIBE = osc("/inkcast/notify", ",i", 1);

  private final int port;
  private final Random random = new Random(7);
  private int unknown; // messages to addresses that are none, as of wrong arguments
  private int wrong;
  private int malformed;

  /**
   * Speaks to a daemon.
   *
   * @param port its
   */
  SoakVisitor(int port) {
    this.port = port;
  }

  /** Messages to unknown addresses so far, all of them answered. */
  int unknown() {
    return unknown;
  }

  /** Messages with wrong arguments so far, all of them answered. */
  int wrong() {
    return wrong;
  }

  /** WebSocket messages that cannot be read so far, all of them answered. */
  int malformed() {
    return malformed;
  }

  /** Says what there is to say in a day. */
  void speak() throws IOException {
    bySocket();
    byDatagram();
    byTcp();
  }

  private void bySocket() {
    AtomicInteger errors = new AtomicInteger();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), new Phone(errors))
              .join();
      for (int writer = 1; writer <= 3; writer++) {
        say(socket, "/inkcast/writer/" + writer + "/restart", "");
        say(socket, "/inkcast/writer/" + writer + "/temperature", "" + random.nextDouble());
      }
      say(socket, "/inkcast/nobody", "1");
      unknown++;
      say(socket, "/inkcast/writer/1/temperature", "\"hot\"");
      wrong++;
      socket.sendText("{]", true).join();
      malformed++;
      await().atMost(20, TimeUnit.SECONDS).until(() -> errors.get() == 3);
      if (random.nextBoolean()) {
        socket.abort(); // as iOS does
      } else {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      }
      http.shutdownNow();
    }
  }

  private static void say(WebSocket socket, String address, String argument) {
    socket
        .sendText("{\"address\": \"%s\", \"args\": [%s]}".formatted(address, argument), true)
        .join();
  }

  private void byDatagram() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < DATAGRAMS; i++) {
        byte[] garbage = new byte[1 + random.nextInt(GARBAGE_BYTES)];
        random.nextBytes(garbage);
        send(socket, garbage);
        send(socket, osc("/inkcast/writer/2/restart", ",i", 1));
      }
      send(socket, SUBSCRIBE); // and never renews it
    }
  }

  private void byTcp() throws IOException {
    for (String request :
        new String[] {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "\0\0\0", "GE"}) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (random.nextBoolean()) {
          socket.setSoLinger(true, 0); // it ends by a reset
        }
      }
    }
  }

  private void send(DatagramSocket socket, byte[] datagram) throws IOException {
    socket.send(
        new DatagramPacket(datagram, datagram.length, InetAddress.ofLiteral("127.0.0.1"), port));
  }

  private static byte[] osc(String address, String tags, int argument) {
    int addressBytes = (address.length() / 4 + 1) * 4;
    byte[] message = new byte[addressBytes + 8];
    System.arraycopy(address.getBytes(StandardCharsets.US_ASCII), 0, message, 0, address.length());
    message[addressBytes] = (byte) tags.charAt(0);
    message[addressBytes + 1] = (byte) tags.charAt(1);
    message[message.length - 1] = (byte) argument;
    return message;
  }

  private record Phone(AtomicInteger errors) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      if (last && data.toString().contains("error")) {
        errors.incrementAndGet();
      }
      socket.request(1);
      return null;
    }
  }
}
