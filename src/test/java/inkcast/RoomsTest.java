package inkcast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms in CONTRIBUTING.md: what each package below inkcast may import. */
class RoomsTest {
  private static final Map<String, List<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("hand", List.of("model")),
              Map.entry("train", List.of("model", "hand")),
              Map.entry("writer", List.of("model")),
              Map.entry("draw", List.of("writer")),
              Map.entry("stage", List.of("writer")),
              Map.entry("tick", List.of("writer", "stage")),
              Map.entry("packet", List.of()),
              Map.entry("recording", List.of("packet", "stage", "tick")),
              Map.entry("osc", List.of("packet", "stage", "tick")),
              Map.entry("midi", List.of("rtpmidi", "stage", "tick")),
              Map.entry("rtpmidi", List.of()),
              Map.entry("web", List.of("packet", "draw", "stage", "tick")),
              Map.entry("house", List.of("stage", "tick")),
              Map.entry("archive", List.of("writer", "draw", "stage", "tick")),
              Map.entry("watch", List.of("tick")),
              Map.entry("discovery", List.of()),
              Map.entry("config", List.of())));

  private static JavaClasses inkcast;

  @BeforeAll
  static void readClasses() {
    inkcast =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("inkcast");
  }

  static Iterable<String> rooms() {
    return MAY_IMPORT.keySet();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void shouldImportOnlyWhatTheTableLists(String room) {
    TreeSet<String> forbidden = new TreeSet<>(MAY_IMPORT.keySet());
    forbidden.add("app");
    forbidden.remove(room);
    MAY_IMPORT.get(room).forEach(forbidden::remove);
    noClasses()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(RoomsTest::inside).toArray(String[]::new))
        .allowEmptyShould(true)
        .check(inkcast);
  }

  @Test
  void shouldKeepEveryClassInARoom() {
    TreeSet<String> all = new TreeSet<>(MAY_IMPORT.keySet());
    all.add("app");
    classes()
        .should()
        .resideInAnyPackage(all.stream().map(RoomsTest::inside).toArray(String[]::new))
        .check(inkcast);
  }

  private static String inside(String room) {
    return "inkcast." + room + "..";
  }
}
