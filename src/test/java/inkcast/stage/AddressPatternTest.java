package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.AddressPattern.BadPattern;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a a true",
        "/a b false",
        "/? a true",
        "/? ab false",
        "/* '' true",
        "/* abc true",
        "/a*c abbc true",
        "/a*c abbd false",
        "/a**c ac true",
        "/[abc] b true",
        "/[abc] d false",
        "/[a-c] b true",
        "/[!a-c] b false",
        "/[!a-c] d true",
        "/[a-] - true",
        "/[-a] - true",
        "/[.] a false",
        "/[^a] ^ true",
        "/[^a] b false",
        "/{ab,cd} cd true",
        "/{ab,cd} abcd false",
        "/{,a}b b true",
        "/{a,ab}c abc true",
        "/[a-cx-z] y true",
        "/[a-cx-z] d false",
        "/x{1,2}* x2y true",
        "/a.c abc false",
        "/a+ aa false",
        "/(a) (a) true",
        "/$ $ true",
      })
  void shouldMatchNamesAsOscSays(String pattern, String name, boolean expected) throws BadPattern {
    assertEquals(expected, AddressPattern.parse(pattern).matches(0, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "//a", "/a//b", "/[", "/[]", "/[!]", "/[c-a]", "/{a", "/a]", "/}"})
  void shouldRefuseWhatIsNoPattern(String pattern) {
    assertThrows(BadPattern.class, () -> AddressPattern.parse(pattern));
  }

  @Test
  void shouldRefuseWhatIsTooLong() {
    assertThrows(BadPattern.class, () -> AddressPattern.parse("/" + "a".repeat(256)));
  }

  @Test
  void shouldTellPatternsFromAddresses() {
    assertTrue(AddressPattern.isPattern("/a/*"));
    assertTrue(AddressPattern.isPattern("/a/{b}"));
    assertFalse(AddressPattern.isPattern("/a/b-c_1"));
  }

  @Test
  void shouldStayCheapForHostilePatterns() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          AddressPattern pattern = AddressPattern.parse("/" + "*a".repeat(120) + "*b");
          assertFalse(pattern.matches(0, "temperature"));
          assertFalse(pattern.matches(0, "aaaaaaaaaaaaaaa"));
          AddressPattern empty = AddressPattern.parse("/" + "{,,}".repeat(60) + "x");
          assertFalse(empty.matches(0, "temperature"));
          AddressPattern letters = AddressPattern.parse("/" + "{,t}".repeat(60) + "x");
          assertFalse(letters.matches(0, "tttttttttttttttt"));
        });
  }
}
