package inkcast.web;

import inkcast.stage.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages and their files, read once from the class path. Any thread. */
final class Pages {
  /** What the names of the files from {@code deploy/examples} begin with. */
  static final String EXAMPLES = "examples/";

  private static final String FOLDER = "/inkcast/web/";
  private static final String INDEX = "index.html";
  private static final String RECORD = "record.html";
  private static final String OPERATOR = "operator.html";
  private static final String LOGIN = "login.html";

  /** Pages for everybody, each at its name: wall.html is {@code /wall}. */
  private static final List<String> OPEN = List.of("wall", "mixture", "mind");

  /** Parts of pages, each in the place of its name: {@code ${panel}} is panel.html. */
  private static final List<String> PARTS = List.of("head", "panel", "card");

  // The classes of this room lie in the same folder: only what is listed here is a page's file.
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "txt", "text/plain; charset=utf-8",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json");

  private final Map<String, Page> files;
  private final byte @Nullable [] template; // of the page at /
  private final byte @Nullable [] operatorTemplate;
  private final byte @Nullable [] loginTemplate;
  private final Map<String, byte[]> openTemplates = new HashMap<>(); // by name
  private volatile Map<String, String> variables;
  private volatile Map<Role, Page> index = Map.of();
  private volatile @Nullable Page operator;
  private volatile Map<Boolean, Page> login = Map.of(); // whether a wrong token was given
  private volatile Map<String, Page> open = Map.of(); // by name
  private final @Nullable Page record;

  private Pages(Map<String, byte[]> files, Map<String, String> variables) {
    this.files = new HashMap<>();
    files.forEach((name, content) -> this.files.put(name, new Page(type(name), content)));
    template = whole(INDEX, files);
    operatorTemplate = whole(OPERATOR, files);
    loginTemplate = whole(LOGIN, files);
    List.of(INDEX, OPERATOR, LOGIN).forEach(this.files::remove);
    for (String name : OPEN) {
      byte[] page = whole(name + ".html", files);
      if (page != null) {
        openTemplates.put(name, page);
        this.files.remove(name + ".html");
      }
    }
    PARTS.forEach(part -> this.files.remove(part + ".html"));
    this.files.remove(RECORD);
    byte[] page = whole(RECORD, files);
    record = page == null ? null : new Page(type(RECORD), page);
    this.variables = variables;
    set("build", build(files));
  }

  /** Changes with any of the files. */
  private static String build(Map<String, byte[]> files) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new TreeMap<>(files).values().forEach(all::writeBytes);
    return hash(all.toByteArray());
  }

  private static byte @Nullable [] whole(String name, Map<String, byte[]> files) {
    byte[] page = files.get(name);
    if (page == null) {
      return null;
    }
    String text = new String(page, StandardCharsets.UTF_8);
    for (String part : PARTS) {
      byte[] content = files.getOrDefault(part + ".html", new byte[0]);
      text = text.replace("${" + part + "}", new String(content, StandardCharsets.UTF_8).strip());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Lets another value stand for one of the variables from now on; one thread at a time. */
  void set(String name, String value) {
    Map<String, String> others = new HashMap<>(variables);
    others.put(name, value);
    fill(others);
  }

  private void fill(Map<String, String> variables) {
    this.variables = variables;
    if (template == null || operatorTemplate == null || loginTemplate == null) {
      return;
    }
    Map<Role, Page> pages = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      pages.put(role, page(template, "role", role.name().toLowerCase(Locale.ROOT)));
    }
    index = pages;
    operator = page(operatorTemplate, "role", "operator");
    Map<String, Page> named = new HashMap<>();
    openTemplates.forEach((name, page) -> named.put(name, page(page, "role", "visitor")));
    open = named;
    login =
        Map.of(
            true, page(loginTemplate, "wrong", "yes"),
            false, page(loginTemplate, "wrong", "no"));
  }

  private Page page(byte[] template, String name, String value) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(name, value);
    return new Page(type(INDEX), substitute(template, all));
  }

  /**
   * One file as it is served.
   *
   * @param tag changes with the content
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  record Page(String type, byte[] content, String tag) {
    Page(String type, byte[] content) {
      this(type, content, '"' + hash(content) + '"');
    }
  }

  /**
   * Reads all files of the folder.
   *
   * @param variables what stands in the page for {@code ${name}}, not yet escaped
   */
  static Pages load(Map<String, String> variables) {
    URL url = Pages.class.getResource(FOLDER + INDEX);
    if (url == null) {
      return new Pages(Map.of(), variables);
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return new Pages(read(Path.of(uri).resolveSibling("")), variables);
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return new Pages(read(jar.getPath(FOLDER)), variables);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError("a resource's URL is a URI", e);
    }
  }

  /** The page at {@code /} for people of this role; null in a build without one. */
  @Nullable Page index(Role role) {
    return index.get(role);
  }

  /** A page for everybody; null if there is none of this name. */
  @Nullable Page open(String name) {
    return open.get(name);
  }

  /** The page on which a hand is recorded; null in a build without one. */
  @Nullable Page record() {
    return record;
  }

  /** The page for operators; null in a build without one. */
  @Nullable Page operator() {
    return operator;
  }

  /**
   * The page for whoever is none; null in a build without one.
   *
   * @param wrong whether a wrong token was given
   */
  @Nullable Page login(boolean wrong) {
    return login.get(wrong);
  }

  /** A file of the page. */
  @Nullable Page file(String name) {
    return files.get(name);
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    read(folder, "", files);
    read(folder.resolve(EXAMPLES), EXAMPLES, files);
    return files;
  }

  private static void read(Path folder, String prefix, Map<String, byte[]> files)
      throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.list(folder)) {
      paths = all.filter(Files::isRegularFile).toList();
    }
    for (Path path : paths) {
      String name = String.valueOf(path.getFileName());
      if (TYPES.containsKey(extension(name))) {
        files.put(prefix + name, Files.readAllBytes(path));
      }
    }
  }

  private static byte[] substitute(byte[] template, Map<String, String> variables) {
    String text = new String(template, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", escape(variable.getValue()));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Text as it stands in XML and HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String type(String name) {
    return TYPES.getOrDefault(extension(name), "application/octet-stream");
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
