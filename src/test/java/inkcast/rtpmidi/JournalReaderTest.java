package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import inkcast.rtpmidi.Journal.Channel;
import inkcast.rtpmidi.Journal.Controller;
import inkcast.rtpmidi.Journal.Note;
import inkcast.rtpmidi.Journal.Program;
import inkcast.rtpmidi.Journal.Tool;
import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalReaderTest {
  @Test
  void shouldReadAnEmptyJournal() throws MalformedRtpMidi {
    // S, no system journal, no channel journals; checkpoint 0x1234.
    assertEquals(new Journal(0x1234, List.of()), read("80 12 34"));
  }

  @Test
  void shouldReadEveryChapterThatIsKept() throws MalformedRtpMidi {
    // A and one channel. Channel 9: 9 << 11 | length 23; chapters P, C, W, N.
    assertEquals(
        new Journal(
            1,
            List.of(
                new Channel(
                    9,
                    new Program(5, 2 << 7 | 3),
                    List.of(
                        new Controller(16, Tool.VALUE, 100),
                        new Controller(64, Tool.TOGGLES, 3),
                        new Controller(123, Tool.COUNT, 63)),
                    0x2000,
                    List.of(new Note(60, 64, true), new Note(61, 1, false)),
                    List.of(0, 15)))),
        read(
            "20 00 01  48 17 d8"
                + " 05 82 03" // P: program 5; B and bank 2, 3
                + " 02 10 64 40 83 7b ff" // C: 3 logs; a value; A: toggles; A and T: count
                + " 00 40" // W: the lower 7 bits come first
                + " 02 01 3c c0 3d 01" // N: 2 logs, bits from byte 0 to 1; Y in the first log
                + " 80 01")); // the notes 0 and 15 are released
  }

  @Test
  void shouldSkipTheSystemJournalAndEveryOtherChapter() throws MalformedRtpMidi {
    // Y and A, two channels. A system journal of 6 bytes with D, then channel 0 of all chapters
    // that are not kept: M 0x20, E 0x04, T 0x02, A 0x01 around W 0x10, then channel 1.
    assertEquals(
        new Journal(
            0xffff,
            List.of(
                new Channel(0, null, List.of(), 0x3fff, List.of(), List.of()),
                new Channel(1, null, List.of(), 0, List.of(), List.of()))),
        read(
            "61 ff ff  40 06 11 22 33 44"
                + " 00 16 37"
                + " 40 07 05 01 02 80 11" // M: P, 7 bytes in all: one pending, one log of 4
                + " 7f 7f" // W
                + " 01 3c 40 3d 41" // E: 2 logs
                + " 40" // T
                + " 00 3c 40" // A: 1 log
                + " aa" // the length says that there is more, whatever it is
                + " 08 05 10 00 00"));
  }

  @Test
  void shouldReadWhatFollowsAsNotItsOwn() throws MalformedRtpMidi {
    assertEquals(new Journal(0, List.of()), read("00 00 00 ff ff ff"));
  }

  @Test
  void shouldReadAllNotesAtOnce() throws MalformedRtpMidi {
    // Length 127 with bits from 15 to 0 means 128; 258 bytes in the chapter, 261 in all.
    StringBuilder logs = new StringBuilder();
    IntStream.range(0, 128).forEach(note -> logs.append("%02x81".formatted(note)));
    assertEquals(
        IntStream.range(0, 128).mapToObj(note -> new Note(note, 1, true)).toList(),
        read("20 00 00  01 05 08 7f f0" + logs).channels().getFirst().notes());
  }

  @Test
  void shouldRead127NotesAtOnce() throws MalformedRtpMidi {
    String logs = "00 81".repeat(127);
    assertEquals(127, read("20 00 00  01 03 08 7f f1" + logs).channels().getFirst().notes().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 00                          | expected more",
        "20 00 00                       | expected more",
        "2f 00 00 00 03 00              | expected more", // 16 channels, but one
        "40 00 00 00 01                 | a system journal of 2 to 2", // shorter than its header
        "40 00 00 00 03                 | a system journal of 2 to 2 bytes, found length 3",
        "20 00 00 00 02                 | expected more", // no list of chapters
        "20 00 00 00 01 00              | a channel journal of 2 to",
        "20 00 00 03 ff 00              | a channel journal of 2 to 3 bytes, found length 1023",
        "20 00 00 00 05 80 05 00 00     | chapter P of 0 to 2",
        "20 00 00 00 04 40 00 00 00     | chapter C of 0 to 0",
        "20 00 00 00 06 20 00 01 00     | chapter M of 2 to 3 bytes, found length 1",
        "20 00 00 00 05 20 00 01        | chapter M of 2 to 2",
        "20 00 00 00 05 20 00 03        | chapter M of 2 to 2",
        "20 00 00 00 04 10 00           | chapter W of 0 to 1",
        "20 00 00 00 05 08 01 f0        | chapter N of 0 to 0",
        "20 00 00 00 05 08 00 0f        | chapter N's bits of 0 to 0 bytes, found length 16",
        "20 00 00 00 04 04 00           | chapter E of 0 to 0",
        "20 00 00 00 03 02              | chapter T of 0 to 0",
        "20 00 00 00 04 01 00           | chapter A of 0 to 0",
      })
  void shouldRefuseLengthsThatDoNotAgree(String literal, String message) {
    MalformedRtpMidi refused = assertThrows(MalformedRtpMidi.class, () -> read(literal));
    assertEquals(Reason.JOURNAL, refused.reason());
    assertEquals(message, refused.getMessage().replaceFirst(".*(?=" + message + ").*", message));
  }

  private static Journal read(String literal) throws MalformedRtpMidi {
    return JournalReader.read(Hex.of(literal));
  }
}
