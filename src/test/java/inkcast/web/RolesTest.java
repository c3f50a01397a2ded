package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: by source, by token, by cookie. */
class RolesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "loopback, 127.0.0.1, true",
    "loopback, 127.9.9.9, true",
    "loopback, ::1, true",
    "loopback, ::ffff:127.0.0.1, true",
    "loopback, 192.168.1.7, false",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, 127.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "fe80::/10, fe80::1, true",
    "fe80::/10, fec0::1, false",
  })
  void shouldKnowOperatorsByTheirSource(String source, String address, boolean operator) {
    assertEquals(operator, new Operators(List.of(source)).test(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::1/129", "x"})
  void shouldRefuseSourcesThatAreNone(String source) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new Operators(List.of(source)));
    assertTrue(thrown.getMessage().endsWith("found \"" + source + "\""), thrown::getMessage);
  }

  @Test
  void shouldTakeNobodyForAnOperatorWhereNoneIsListed() {
    assertFalse(new Operators(List.of()).test(InetAddress.getLoopbackAddress()));
  }

  @Test
  void shouldMakeATokenForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("new/token");
    OperatorToken.open(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String token = Files.readString(file).strip();
    assertEquals(43, token.length());
    assertTrue(OperatorToken.open(file).matches(token));
    assertFalse(OperatorToken.open(file).matches(token + "x"));
    assertFalse(OperatorToken.open(file).matches(""));
    assertFalse(OperatorToken.open(file).matches(null));
  }

  @Test
  void shouldRefuseATokenThatOthersCanReadOrThatIsShort() throws IOException {
    Path open = Files.writeString(folder.resolve("open"), "0123456789abcdef");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IOException.class, () -> OperatorToken.open(open));
    Path brief = Files.writeString(folder.resolve("brief"), "0123\n");
    Files.setPosixFilePermissions(brief, PosixFilePermissions.fromString("r--------"));
    assertThrows(IOException.class, () -> OperatorToken.open(brief));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '', OPERATOR",
    "127.0.0.1, Forwarded: for=203.0.113.9, VISITOR",
    "127.0.0.1, x-forwarded-for: 127.0.0.1, VISITOR",
    "127.0.0.1, X-Forwarded-Proto: https, VISITOR",
    "127.0.0.1, X-Forwarded-Host:, VISITOR",
    "10.0.0.1, '', VISITOR",
    "10.0.0.1, Authorization: Bearer TOKEN, OPERATOR",
    "10.0.0.1, Authorization: bearer TOKEN, OPERATOR",
    "10.0.0.1, Authorization: Bearer wrong, VISITOR",
    "10.0.0.1, Authorization: Bearer, VISITOR",
    "10.0.0.1, Authorization: Basic TOKEN, VISITOR",
    "10.0.0.1, Cookie: a=b; inkcast-operator=COOKIE, OPERATOR",
    "10.0.0.1, Cookie: inkcast-operator=TOKEN, VISITOR",
    "10.0.0.1, Cookie: inkcast-operator=, VISITOR",
  })
  void shouldDecideTheRole(String source, String header, Role role) throws IOException {
    Path file = folder.resolve("token");
    OperatorToken token = OperatorToken.open(file);
    String sent =
        header.replace("TOKEN", Files.readString(file).strip()).replace("COOKIE", token.cookie());
    EmbeddedChannel channel = channel(source, token, new Counters());
    channel.writeInbound(request("/", sent));
    assertEquals(role, channel.attr(RoleGate.ROLE).get());
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldTurnATokenIntoACookie() throws IOException {
    Path file = folder.resolve("token");
    OperatorToken token = OperatorToken.open(file);
    EmbeddedChannel channel = channel("10.0.0.1", token, new Counters());
    channel.writeInbound(request("/operator?token=" + Files.readString(file).strip(), ""));
    FullHttpResponse answer = channel.readOutbound();
    assertEquals(303, answer.status().code());
    assertEquals("operator", answer.headers().get("Location"));
    assertEquals(
        "inkcast-operator="
            + token.cookie()
            + "; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict",
        answer.headers().get("Set-Cookie"));
    answer.release();
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/operator?token=", "/operator?token=wrong", "/operator?token=a&token=b"})
  void shouldRefuseOtherTokens(String uri) throws IOException {
    Counters counters = new Counters();
    EmbeddedChannel channel =
        channel("10.0.0.1", OperatorToken.open(folder.resolve("token")), counters);
    channel.writeInbound(request(uri, ""));
    FullHttpResponse answer = channel.readOutbound();
    assertEquals(403, answer.status().code());
    assertFalse(answer.headers().contains("Set-Cookie"));
    assertEquals(1, counters.get(Counter.WEB_REFUSED_TOKEN));
    answer.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldShowOthersHowToBecomeAnOperator() throws IOException {
    Counters counters = new Counters();
    EmbeddedChannel channel =
        channel("10.0.0.1", OperatorToken.open(folder.resolve("token")), counters);
    channel.writeInbound(request("/operator", "Accept: text/html"));
    FullHttpResponse answer = channel.readOutbound();
    assertEquals(403, answer.status().code());
    String page = answer.content().toString(StandardCharsets.UTF_8);
    assertTrue(page.contains("data-token=\"yes\" data-wrong=\"no\""), page);
    assertEquals(0, counters.get(Counter.WEB_REFUSED_TOKEN));
    answer.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldGiveTheCookieToABearerWhoOpensThePage() throws IOException {
    Path file = folder.resolve("token");
    OperatorToken token = OperatorToken.open(file);
    EmbeddedChannel channel = channel("10.0.0.1", token, new Counters());
    String secret = Files.readString(file).strip();
    channel.writeInbound(request("/operator", "Authorization: Bearer " + secret));
    FullHttpResponse answer = channel.readOutbound();
    assertEquals(200, answer.status().code());
    assertTrue(answer.headers().get("Set-Cookie").contains(token.cookie()));
    answer.release();
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/operator?token=wrong", "/inkcast"})
  void shouldLetWrongTokensWaitButNeverARightOne(String uri) throws IOException {
    Path file = folder.resolve("token");
    OperatorToken token = OperatorToken.open(file);
    Counters counters = new Counters();
    EmbeddedChannel channel = channel("10.0.0.1", token, counters);
    channel.freezeTime();
    String header = uri.contains("?") ? "" : "Authorization: Bearer wrong";
    for (int i = 0; i < 3; i++) {
      channel.writeInbound(request(uri, header));
      assertTrue(answered(channel), "a slip of a finger");
    }
    channel.writeInbound(request(uri, header));
    assertFalse(answered(channel));
    channel.advanceTimeBy(249, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(answered(channel));
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertTrue(answered(channel));
    assertEquals(4, counters.get(Counter.WEB_REFUSED_TOKEN));

    channel.writeInbound(request(uri, header));
    assertFalse(answered(channel));
    channel.writeInbound(
        request("/operator?token=" + Files.readString(file).strip(), ""),
        request("/operator", "Cookie: inkcast-operator=" + token.cookie()));
    for (int status : new int[] {303, 200}) {
      FullHttpResponse answer = channel.readOutbound();
      assertEquals(status, answer.status().code());
      answer.release();
    }
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldForgiveAndForgetWrongTokens() {
    long[] ns = {0};
    Attempts attempts = new Attempts(() -> ns[0]);
    InetAddress source = InetAddress.ofLiteral("2001:db8::1");
    long[] waits = new long[12];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = attempts.wrong(source);
    }
    assertArrayEquals(
        new long[] {0, 0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000}, waits);
    assertEquals(8000, attempts.wrong(InetAddress.ofLiteral("2001:db8::2")), "the same network");
    assertEquals(0, attempts.wrong(InetAddress.ofLiteral("2001:db8:0:1::1")));
    ns[0] += TimeUnit.SECONDS.toNanos(95);
    assertEquals(2000, attempts.wrong(source), "three are forgiven");
    ns[0] += TimeUnit.HOURS.toNanos(1);
    assertEquals(0, attempts.wrong(source));
    for (int i = 0; i < 5000; i++) {
      attempts.wrong(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256));
    }
    assertEquals(1024, attempts.size());
    for (int i = 0; i < 256; i++) {
      assertTrue(attempts.mayWait());
    }
    assertFalse(attempts.mayWait());
    attempts.answered();
    assertTrue(attempts.mayWait());
  }

  /** Whether there was an answer, or the request went on. */
  private static boolean answered(EmbeddedChannel channel) {
    return ReferenceCountUtil.release(channel.readOutbound())
        || ReferenceCountUtil.release(channel.readInbound());
  }

  private static EmbeddedChannel channel(String source, OperatorToken token, Counters counters) {
    RoleGate gate =
        new RoleGate(
            new Operators(List.of("loopback")), token, new Attempts(System::nanoTime), counters);
    Pages pages =
        Pages.load(Map.of("name", "inkcast", "prefix", "", "temperatureMax", "2", "token", "yes"));
    return new EmbeddedChannel(gate, new OperatorHandler(pages, token, gate)) {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(InetAddress.ofLiteral(source), 1234);
      }
    };
  }

  private static DefaultFullHttpRequest request(String uri, String header) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    int colon = header.indexOf(':');
    if (colon > 0) {
      request.headers().set(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    return request;
  }
}
