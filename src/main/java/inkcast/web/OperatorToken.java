package inkcast.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secret that makes an operator of whoever knows it. Immutable, any thread. */
public final class OperatorToken {
  private static final int BYTES = 32;
  private static final int SHORTEST = 16; // characters; a secret typed by hand may be shorter
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final String secret;

  private OperatorToken(String secret) {
    this.secret = secret;
  }

  /**
   * Reads the token's file, and makes it with a random token if there is none.
   *
   * @throws IOException if it can be neither read nor made, is too short, or is open to others
   */
  public static OperatorToken open(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (Files.exists(file)) {
      refuseIfOpen(file);
    } else {
      make(file);
    }
    String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (secret.length() < SHORTEST || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException(
          file + ": expected a token of at least " + SHORTEST + " letters and digits");
    }
    return new OperatorToken(secret);
  }

  /** Writes aside first: after a power cut there is a whole token, or none. */
  private static void make(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    Files.writeString(aside, random() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether this is the token; takes equally long for any wrong one of a length. */
  boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(bytes(secret), bytes(given));
  }

  /**
   * What stands for the token in a cookie: who reads it there cannot use it as the token.
   *
   * @return letters and digits that only this token gives
   */
  String cookie() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes("inkcast cookie "));
      return encode(digest.digest(bytes(secret)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Whether this is the cookie. */
  boolean matchesCookie(@Nullable String given) {
    return given != null && MessageDigest.isEqual(bytes(cookie()), bytes(given));
  }

  private static void refuseIfOpen(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ALONE.containsAll(permissions)) {
      throw new IOException(
          file
              + ": expected a file for its owner alone (rw-------), found "
              + PosixFilePermissions.toString(permissions));
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return encode(bytes);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
