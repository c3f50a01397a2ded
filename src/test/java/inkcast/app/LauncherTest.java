package inkcast.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts {@code deploy/inkcast} in a checkout with a Maven and a JDK that only take notes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {
  private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector";

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private Path checkout;
  private Path source;

  @BeforeEach
  void layOut() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    Files.createDirectories(checkout.resolve("deploy/examples"));
    for (String file : List.of("deploy/inkcast", "deploy/jvm.options")) {
      Files.copy(Path.of(file), checkout.resolve(file));
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    source = Files.createDirectories(checkout.resolve("src/main/java")).resolve("A.java");
    Files.writeString(source, "class A {}");
    script(
        "bin/mvn", "echo built >>mvn.log; mkdir -p target/app.new/lib; touch target/inkcast-1.jar");
    Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    script("jdk/bin/javac", "");
    java("exit 0");
  }

  @AfterEach
  void endWhatStillRuns() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void shouldBuildOnceAndThenNoMore() throws Exception {
    assertEquals(0, start().waitFor());
    assertEquals(0, start().waitFor());
    assertEquals(1, builds());
  }

  @Test
  void shouldBuildAnewAfterAChange() throws Exception {
    start().waitFor();
    FileTime old = FileTime.fromMillis(0);
    Files.writeString(source, "class A { int a; }");
    Files.setLastModifiedTime(source, old);
    start().waitFor();
    assertEquals(2, builds(), "other content, with an old time");
    Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 1000));
    start().waitFor();
    assertEquals(3, builds(), "a new time");
    Files.delete(source);
    start().waitFor();
    assertEquals(4, builds(), "a file less");
    Files.delete(checkout.resolve("target/app/inkcast.jar"));
    start().waitFor();
    assertEquals(5, builds(), "half of the build is gone");
  }

  @Test
  void shouldBuildAfreshAfterABuildThatBrokeOff() throws Exception {
    Path half = Files.createDirectories(checkout.resolve("target/classes")).resolve("Half.class");
    Files.createFile(half);
    Files.createDirectories(checkout.resolve("target/app.new"));
    assertEquals(0, start().waitFor());
    assertTrue(Files.notExists(half));
    assertTrue(Files.notExists(checkout.resolve("target/app.new")));
  }

  @Test
  void shouldBuildOnceForSeveralStarts() throws Exception {
    script(
        "bin/mvn",
        "echo built >>mvn.log; sleep 0.5; mkdir -p target/app.new/lib; touch target/inkcast-1.jar");
    List<Process> starts = List.of(start(), start(), start());
    for (Process start : starts) {
      assertEquals(0, start.waitFor());
    }
    assertEquals(1, builds());
  }

  @Test
  void shouldEndWith1WhenTheBuildFails() throws Exception {
    script("bin/mvn", "echo no good >&2; exit 3");
    Process start = start();
    awaitErrors(start, text -> text.contains("no good\ninkcast: The build failed"));
    assertEquals(1, start.waitFor());
  }

  @Test
  void shouldSayThatMavenIsMissing() throws Exception {
    Files.delete(folder.resolve("bin/mvn"));
    for (String tool : List.of("cat", "cksum", "dirname", "find", "flock", "readlink", "sed")) {
      script("bin/" + tool, "exec /usr/bin/" + tool + " \"$@\"");
    }
    Process start = start(folder.resolve("bin").toString(), checkout.resolve("deploy/inkcast"));
    awaitErrors(
        start,
        "inkcast: Building needs Maven, which is not installed (on Debian: apt install maven).\n"
            ::equals);
    assertEquals(1, start.waitFor());
  }

  @Test
  void shouldHideTheNoticeAloneAndKeepTheExitCode() throws Exception {
    start().waitFor();
    java(
        "echo Picked up X >&2; echo '"
            + NOTICE
            + "' >&2; printf 'a\n"
            + NOTICE
            + "\nb' >&2; exit 7");
    Process start = start();
    awaitErrors(start, ("Picked up X\na\n" + NOTICE + "\nb")::equals);
    assertEquals(7, start.waitFor());
  }

  @Test
  void shouldPassOnStderrThatHasNoNotice() throws Exception {
    start().waitFor();
    java("printf 'no line end' >&2");
    awaitErrors(start(), "no line end"::equals);
  }

  @Test
  void shouldBeJavaItselfToSignals() throws Exception {
    start().waitFor();
    java("trap 'echo end >&2; exit 9' TERM; echo ready; while :; do sleep 0.05; done");
    Process start = start();
    assertEquals("ready", start.inputReader().readLine());
    start.toHandle().destroy(); // Process.destroy would close the streams
    awaitErrors(start, "end\n"::equals);
    assertTrue(start.waitFor(10, SECONDS));
    assertEquals(9, start.exitValue());
  }

  @Test
  void shouldWorkThroughALinkAndKeepTheCallersFolder() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, checkout.resolve("deploy/inkcast"));
    java("pwd; for a; do echo \"$a\"; done");
    Process start = start(link, "render", "--out", "a b.svg");
    List<String> lines = start.inputReader().lines().toList();
    Path home = checkout.toRealPath();
    assertEquals(folder.toRealPath().toString(), lines.getFirst());
    assertEquals("@" + home + "/deploy/jvm.options", lines.get(1));
    assertTrue(lines.contains("-Dinkcast.home=" + home), lines::toString);
    assertEquals(
        List.of("inkcast.app.Inkcast", "render", "--out", "a b.svg"),
        lines.subList(lines.size() - 4, lines.size()));
  }

  @Test
  void shouldRunTheRuntimeBesideItWhereItIsInstalled() throws Exception {
    Path installed = Files.createDirectories(folder.resolve("usr/lib/ink cast"));
    for (String file : List.of("inkcast", "jvm.options")) {
      Path to = Files.createDirectories(installed.resolve("bin")).resolve(file);
      Files.copy(Path.of("deploy", file), to);
    }
    script("usr/lib/ink cast/runtime/bin/java", "for a; do echo \"$a\"; done");
    Path link = Files.createDirectories(folder.resolve("usr/bin")).resolve("inkcast");
    Files.createSymbolicLink(link, Path.of("../lib/ink cast/bin/inkcast"));
    Process start = start(link, "serve");
    List<String> lines = start.inputReader().lines().toList();
    Path home = installed.toRealPath();
    assertEquals("@" + home + "/bin/jvm.options", lines.getFirst());
    assertTrue(lines.contains("-Dinkcast.home=" + home), lines::toString);
    assertTrue(lines.contains("-Djava.library.path=" + home + "/lib"), lines::toString);
    assertEquals(
        List.of("-cp", home + "/lib/inkcast.jar", "inkcast.app.Inkcast", "serve"),
        lines.subList(lines.size() - 4, lines.size()));
    assertTrue(Files.notExists(checkout.resolve("mvn.log")));
  }

  private Process start() throws IOException {
    return start(checkout.resolve("deploy/inkcast"));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");
    return start(path, launcher, arguments);
  }

  private Process start(String path, Path launcher, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("PATH", path);
    builder.redirectError(errorFile(started.size()).toFile());
    Process process = builder.directory(folder.toFile()).start();
    started.add(process);
    return process;
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(checkout.resolve("mvn.log"))) {
      return lines.count();
    }
  }

  private void java(String commands) throws IOException {
    script("jdk/bin/java", commands);
  }

  private void script(String name, String commands) throws IOException {
    Path script = folder.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    assertTrue(script.toFile().setExecutable(true));
  }

  /** Waits for what the filter of stderr, which outlives the program, has passed on in the end. */
  private void awaitErrors(Process start, Predicate<String> expected) {
    Path errors = errorFile(started.indexOf(start));
    await().until(() -> Files.readString(errors), expected);
  }

  // A file, since Java closes a pipe as soon as the program has ended.
  private Path errorFile(int start) {
    return folder.resolve("stderr" + start);
  }
}
