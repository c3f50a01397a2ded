package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import inkcast.stage.Refusal.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages for which something must be made ready. */
class BackstageTest extends OnStage {
  BackstageTest() {
    super(16);
  }

  @Test
  void shouldHaveAHandMadeReadyForAllThatAPatternMatches() {
    assertNull(control.submit(Role.OPERATOR, "/inkcast/writer/1{,2}/hand", List.of("other")));
    assertNull(control.submit(Role.OPERATOR, "/inkcast/writer/3/h*", List.of("other")));
    assertEquals(List.of("[1, 12] other", "[3] other"), prepared);
    tick();
    assertEquals(List.of(), changed);
  }

  @Test
  void shouldRefuseAHandThatIsNoneOrFromAVisitor() {
    String hand = "/inkcast/writer/1/hand";
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, hand, List.of());
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, hand, List.of(1));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, hand, List.of(true));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, hand, List.of("other", "other"));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, hand, Arrays.asList((Object) null));
    assertRefused(Reason.FORBIDDEN, Role.VISITOR, hand, List.of("other"));
    assertRefused(Reason.FORBIDDEN, Role.VISITOR, "/inkcast/writer/*/hand", List.of("other"));
    assertRefused(Reason.BUSY, Role.OPERATOR, hand, List.of("busy"));
    assertEquals(List.of("[1] busy"), prepared);
  }

  @Test
  void shouldTakeNoTargetsOnlyIfThatIsSaid() {
    String targets = "/inkcast/targets";
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, targets, List.of());
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, targets, List.of(true));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, targets, List.of("a:1", false));
    assertEquals(List.of(), prepared);
    assertNull(control.submit(Role.OPERATOR, targets, List.of(false)));
    assertNull(control.submit(Role.OPERATOR, targets, List.of("a:1", "b:2")));
    assertEquals(List.of("[0] ", "[0] a:1 b:2"), prepared);
  }

  @Test
  void shouldCountAndTellWhatIsRefusedLater() {
    List<Refusal> told = new ArrayList<>();
    control.submit(
        Source.of(Role.OPERATOR), "/inkcast/writer/1/hand", List.of("damaged"), told::add);
    assertEquals(List.of(), refusals);
    Refusal refusal = new Refusal(Reason.BAD_HAND, "it is damaged");
    later.accept(refusal);
    assertEquals(List.of(refusal), refusals);
    assertEquals(List.of(refusal), told);
  }
}
