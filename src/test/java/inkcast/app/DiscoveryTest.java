package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.packet.Helper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon in one network namespace, avahi in another, and a cable. Nothing else is in there, so
 * no multicast gets out.
 */
@Tag("peer")
@Timeout(180)
class DiscoveryTest {
  private static final String HERE = "inkcast-c-" + ProcessHandle.current().pid();
  private static final String THERE = "inkcast-d-" + ProcessHandle.current().pid();
  private static final List<String> TYPES = List.of("_http._tcp", "_oscjson._tcp", "_osc._udp");
  private static final String MIDI = "_apple-midi._udp";

  private static final String PIECE =
      "server: {bind: 0.0.0.0, port: 7601, name: piece}\nwriters: 1\nosc: {targets: []}\n";

  @TempDir private Path folder;
  private final List<Helper> helpers = new ArrayList<>();
  private String bus;

  @BeforeEach
  void lay() throws Exception {
    for (String program : List.of("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-browse")) {
      Helper.require(program);
    }
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes namespaces");
    ip("netns add " + HERE);
    ip("netns add " + THERE);
    ip("-n " + HERE + " link add cable type veth peer name cable netns " + THERE);
    ip("-n " + HERE + " link set lo up");
    ip("-n " + HERE + " link set cable up");
    ip("-n " + THERE + " address add 198.18.0.2/24 dev cable");
    ip("-n " + THERE + " link set cable up");
    bus = "unix:path=" + folder.resolve("bus");
    beside(in(THERE, "dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + bus));
    Awaitility.await().until(() -> Files.exists(folder.resolve("bus")));
    Path config =
        Files.writeString(
            folder.resolve("avahi.conf"),
            "[server]\nhost-name=there\n[wide-area]\nenable-wide-area=no\n");
    // With a /run of its own, for its file there would keep a second one of this machine away.
    String avahi =
        "mount -t tmpfs none /run && mkdir /run/avahi-daemon"
            + " && exec avahi-daemon --no-drop-root --no-rlimits --no-chroot -f "
            + config;
    beside(onBus("unshare", "--mount", "sh", "-c", avahi)).await("Server startup complete");
  }

  @AfterEach
  void remove() throws Exception {
    helpers.forEach(Helper::close);
    for (String namespace : List.of(HERE, THERE)) {
      try (Helper ip = Helper.start("ip", "netns", "del", namespace)) {
        ip.exit();
      }
    }
  }

  @Test
  void shouldBeFoundWhereverItIsUntilItStops() throws Exception {
    Path config =
        Files.writeString(folder.resolve("config.yaml"), PIECE + "midi: {rtp: {enabled: true}}\n");
    Helper daemon = beside(in(HERE, Cli.command("serve", "--config", config.toString())));
    daemon.await("phone page: on port 7601, as soon as this machine has a network");

    ip("-n " + HERE + " address add 198.18.0.1/24 dev cable");
    for (String type : TYPES) {
      await().until(() -> found(type), List.of("piece.local;198.18.0.1;7601")::equals);
    }
    await().until(() -> found(MIDI), List.of("piece.local;198.18.0.1;5004")::equals);
    daemon.await("phone page: http://piece.local:7601/");
    assertEquals("HTTP/1.1 200 OK", healthOf("piece.local"));
    assertEquals("HTTP/1.1 403 Forbidden", healthOf("other.local"));

    ip("-n " + HERE + " address del 198.18.0.1/24 dev cable");
    ip("-n " + HERE + " address add 198.18.0.9/24 dev cable");
    for (String type : TYPES) {
      await().until(() -> found(type), List.of("piece.local;198.18.0.9;7601")::equals);
    }

    Files.writeString(config, PIECE);
    daemon.signal("HUP"); // no session any more
    await().until(() -> found(MIDI), List::isEmpty);

    assertEquals(0, daemon.terminate("TERM"));
    for (String type : TYPES) {
      await().until(() -> found(type), List::isEmpty);
    }
    assertEquals(
        List.of(),
        daemon.lines().stream()
            .filter(line -> line.contains("WARN ") || line.contains("ERROR"))
            .toList());
    assertEquals(3, daemon.lines().stream().filter(line -> line.contains("Discovery:")).count());
  }

  /** Host, address and port of each service of a type that avahi resolves there. */
  private List<String> found(String type) throws Exception {
    try (Helper browse = Helper.start(onBus("avahi-browse", "-rtp", type))) {
      browse.exit();
      return browse.lines().stream()
          .filter(line -> line.startsWith("="))
          .map(line -> line.split(";"))
          .map(fields -> String.join(";", fields[6], fields[7], fields[8]))
          .toList();
    }
  }

  /** What the daemon answers to somebody there who calls it so. */
  private static String healthOf(String host) throws Exception {
    String get =
        "GET /healthz HTTP/1.1\\r\\nHost: " + host + ":7601\\r\\nConnection: close\\r\\n\\r\\n";
    String script =
        "exec 3<>/dev/tcp/198.18.0.1/7601; printf '" + get + "' >&3; read -r line <&3; echo $line";
    return Helper.run(in(THERE, "bash", "-c", script)).getFirst().strip();
  }

  private Helper beside(String... command) throws IOException {
    Helper helper = Helper.start(command);
    helpers.add(helper);
    return helper;
  }

  private String[] onBus(String... command) {
    List<String> inside = new ArrayList<>(List.of("env", "DBUS_SYSTEM_BUS_ADDRESS=" + bus));
    inside.addAll(List.of(command));
    return in(THERE, inside.toArray(String[]::new));
  }

  private static String[] in(String namespace, String... command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    inside.addAll(List.of(command));
    return inside.toArray(String[]::new);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(60, TimeUnit.SECONDS).pollDelay(0, TimeUnit.SECONDS);
  }

  private static void ip(String arguments) throws IOException, InterruptedException {
    Helper.run(("ip " + arguments).split(" "));
  }
}
