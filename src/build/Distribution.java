import inkcast.app.Inkcast;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Lays out what is installed, as the archive has it; the Debian package takes its files from there,
 * and some that only it has. Run by the build as a source file, by the JDK whose runtime is
 * shipped: {@code java -cp LIBRARIES Distribution.java CHECKOUT JAR ARCHIVE PACKAGE VERSION
 * TIMESTAMP MAINTAINER}; ARCHIVE and PACKAGE are the folders, which are made anew.
 */
final class Distribution {
  /**
   * What jdeps finds in the program and its libraries, without what these can do without (SQL,
   * Flight Recorder), and what it cannot see: java.net.http for webhooks, jdk.zipfs because the
   * pages are read out of the jar.
   */
  private static final String MODULES =
      "java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.xml,"
          + "jdk.incubator.vector,jdk.management,jdk.unsupported,jdk.zipfs";

  /** Parts of java.desktop that draw on a screen: all that asks for libraries of X11. */
  private static final String ON_SCREEN = "**/libawt_xawt.so,**/libjawt.so,**/libsplashscreen.so";

  private static final String QUIET = "server: {port: 0}\nosc: {targets: []}\n";
  private static final int RUN_SECONDS = 15;

  private final Path checkout;
  private final Path archive;

  private Distribution(Path checkout, Path archive) {
    this.checkout = checkout;
    this.archive = archive;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path archive = Path.of(args[2]);
    Path forPackage = Path.of(args[3]);
    deleteTree(archive);
    deleteTree(forPackage);
    Files.createDirectories(archive);
    Files.createDirectories(forPackage);
    Distribution all = new Distribution(Path.of(args[0]), archive);
    all.runtime();
    all.libraries(Path.of(args[1]));
    all.sources();
    all.classes(Instant.parse(args[5]));
    all.configuration(archive.resolve("config"), "state/", "", "this folder's parent");
    all.configuration(forPackage, "/var/lib/inkcast/", "/usr/share/inkcast/", "/usr/lib/inkcast");
    CommandLine commands = Inkcast.commandLine();
    gzip(archive.resolve("share/inkcast.1.gz"), Manual.of(commands, args[5].substring(0, 10)));
    String completion = AutoComplete.bash("inkcast", commands);
    Files.writeString(
        archive.resolve("share/inkcast.bash"), completion.substring(completion.indexOf('\n') + 1));
    gzip(forPackage.resolve("changelog.gz"), changelog(args[4], args[5], args[6]));
  }

  /**
   * Lets the daemon run for a while, for the archive of classes that it leaves. Jars count as those
   * that it was made from by their times, which are those that the packages give them.
   */
  private void classes(Instant time) throws IOException, InterruptedException {
    Path lib = archive.resolve("lib");
    for (Path file : list(lib, "*")) {
      Files.setLastModifiedTime(file, FileTime.from(time));
    }
    Path config = Files.writeString(archive.resolve("quiet.yaml"), QUIET);
    Process daemon =
        new ProcessBuilder(
                archive.resolve("runtime/bin/java").toString(),
                "@" + archive.resolve("bin/jvm.options"),
                "-XX:ArchiveClassesAtExit=" + lib.resolve("inkcast.jsa"),
                "-Xlog:cds=off,cds+dynamic=off",
                "-Djava.library.path=" + lib,
                "-Dinkcast.home=" + archive,
                "-cp",
                lib.resolve("inkcast.jar").toString(),
                Inkcast.class.getName(),
                "serve",
                "--config",
                config.toString())
            .inheritIO()
            .start();
    boolean ended = daemon.waitFor(RUN_SECONDS, TimeUnit.SECONDS);
    daemon.destroy();
    daemon.waitFor();
    Files.delete(config);
    if (ended || !Files.exists(lib.resolve("inkcast.jsa"))) {
      throw new IllegalStateException("the daemon has left no archive of its classes");
    }
  }

  /** What is in the checkout as it is installed. */
  private void sources() throws IOException {
    copy("deploy/inkcast", "bin");
    copy("deploy/jvm.options", "bin");
    copy("deploy/INSTALL", ".");
    for (String folder : List.of("weights", "deploy/systemd")) {
      for (Path file : list(checkout.resolve(folder), "*")) {
        copy(checkout.relativize(file).toString(), folder.replaceFirst(".*/", ""));
      }
    }
    for (String text : List.of("CHANGELOG.md", "LICENSE", "NOTICE", "README.md")) {
      copy(text, "share");
    }
    for (String folder : List.of("examples", "licences", "monitoring")) {
      for (Path file : list(checkout.resolve("deploy").resolve(folder), "*")) {
        if (!file.getFileName().toString().startsWith("p5")) { // which are served
          copy(checkout.relativize(file).toString(), "share/" + folder);
        }
      }
    }
    copy("deploy/debian/copyright", "share");
    copy("deploy/examples/p5-LICENSE.txt", "share/licences"); // the LGPL 2.1
  }

  private void copy(String file, String folder) throws IOException {
    Path from = checkout.resolve(file);
    Path to = Files.createDirectories(archive.resolve(folder)).resolve(from.getFileName());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Not compressed: the package is, and better. */
  private void runtime() throws IOException {
    Path runtime = archive.resolve("runtime");
    int exit =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules=" + MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-0",
                "--exclude-files=" + ON_SCREEN,
                "--generate-cds-archive",
                "--output=" + runtime);
    if (exit != 0) {
      System.exit(exit);
    }
    // Whom the building machine trusts is no business of others: see watch.SystemTrust.
    Files.deleteIfExists(runtime.resolve("lib/security/cacerts"));
    // For heaps of more than 32 GB.
    Files.deleteIfExists(runtime.resolve("lib/server/classes_nocoops.jsa"));
  }

  /**
   * Netty's native part goes beside the jars, for this kind of processor: from a jar it would be
   * unpacked into /tmp at each start.
   */
  private void libraries(Path jar) throws IOException {
    Path lib = Files.createDirectories(archive.resolve("lib"));
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String part = "libnetty_transport_native_epoll_" + processor + ".so";
    Files.copy(jar, lib.resolve("inkcast.jar"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path library = Path.of(entry);
      String name = library.getFileName().toString();
      if (!name.startsWith("netty-transport-native-epoll")) {
        if (name.endsWith(".jar")) {
          Files.copy(library, lib.resolve(name));
        }
      } else if (name.endsWith(processor + ".jar")) {
        try (var zip = FileSystems.newFileSystem(library)) {
          Files.copy(zip.getPath("META-INF/native/" + part), lib.resolve(part));
        }
      }
    }
  }

  /** The checkout's, but that what is made while it runs goes where it may be written. */
  private void configuration(Path folder, String state, String shipped, String home)
      throws IOException {
    String text = Files.readString(checkout.resolve("config/inkcast.yaml"));
    text = replace(text, "`./deploy/inkcast check`", "`inkcast check` ");
    text = replace(text, "are the defaults.", "are the defaults, but for folders and token-file.");
    text = replace(text, "the folder that holds deploy/", home);
    text = replace(text, "\nhands: [weights] ", "\nhands: [%sweights, %sweights] ", state, shipped);
    text = replace(text, "\nrecordings: recordings ", "\nrecordings: %srecordings ", state);
    text = replace(text, "\n  token-file: null ", "\n  token-file: %stoken ", state);
    Files.writeString(Files.createDirectories(folder).resolve("inkcast.yaml"), text);
  }

  /** Of what must be there once; blanks behind it become one. */
  private static String replace(String text, String old, String by, Object... names) {
    Matcher found = Pattern.compile(Pattern.quote(old) + " *").matcher(text);
    if (found.results().count() != 1) {
      throw new IllegalStateException("config/inkcast.yaml: expected once: " + old.strip());
    }
    return found.reset().replaceFirst(Matcher.quoteReplacement(by.formatted(names)));
  }

  private static String changelog(String version, String timestamp, String maintainer) {
    return """
    inkcast (%s) stable; urgency=medium

      * What changed is in CHANGELOG.md, beside this file.

     -- %s  %s
    """
        .formatted(
            version,
            maintainer,
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .format(ZonedDateTime.parse(timestamp)));
  }

  /** As {@code gzip -9}, which says so in the file. */
  private static void gzip(Path file, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] packed = bytes.toByteArray();
    packed[8] = 2; // XFL of RFC 1952
    Files.write(file, packed);
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(files::add);
    }
    return files;
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
