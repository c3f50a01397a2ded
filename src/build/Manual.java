import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page inkcast(1), in man(7)'s macros, of what the subcommands say of themselves. */
final class Manual {
  private static final String HEAD =
      """
      .TH INKCAST 1 "%s"
      .SH NAME
      inkcast \\- a neural network writes by hand, and every stroke is an OSC message
      .SH SYNOPSIS
      .B inkcast
      .I command
      .RI [ option ...]
      .SH DESCRIPTION
      Several writers write by hand at a fixed rate, for months, unattended.
      Each stroke goes out as OSC, over WebSockets, and as notes over MIDI.
      A page for phones shows the ink; visitors turn up the temperature or start a writer anew there.
      .PP
      .B systemctl reload inkcast
      takes a changed configuration over, while the writers write on.
      .SH COMMANDS
      """;

  private static final String TAIL =
      """
      .SH FILES
      .TP
      .I /etc/inkcast/inkcast.yaml
      the configuration: every key with its unit, range and default
      .TP
      .I /usr/share/inkcast/weights
      the hands that come with the program
      .TP
      .I /var/lib/inkcast
      what is made here: hands of one's own (weights), lines that people wrote (recordings), the
      operator's token, what people set
      .SH EXIT STATUS
      0: done; 2: wrong usage, configuration, hand or recording; 1: anything later.
      .SH SEE ALSO
      .BR systemctl (1),
      .BR journalctl (1)
      """;

  private Manual() {}

  /**
   * The whole page.
   *
   * @param date of this version
   */
  static String of(CommandLine commands, String date) {
    StringBuilder page = new StringBuilder(HEAD.formatted(date));
    commands
        .getSubcommands()
        .values()
        .forEach(command -> append(page, command.getCommandSpec(), "inkcast"));
    return page.append(TAIL).toString();
  }

  private static void append(StringBuilder page, CommandSpec command, String parent) {
    if (command.usageMessage().hidden()) {
      return;
    }
    String name = parent + " " + command.name();
    page.append(".SS ").append(text(name)).append('\n');
    paragraph(page, command.usageMessage().description());
    command.positionalParameters().forEach(each -> item(page, each.paramLabel(), each));
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        item(page, String.join(", ", option.names()) + value, option);
      }
    }
    command.subcommands().values().forEach(each -> append(page, each.getCommandSpec(), name));
  }

  private static void item(StringBuilder page, String label, ArgSpec argument) {
    if (!argument.hidden()) {
      page.append(".TP\n.B ").append(text(label)).append('\n');
      paragraph(page, argument.description());
    }
  }

  private static void paragraph(StringBuilder page, String... lines) {
    List.of(lines)
        .forEach(
            line -> page.append(text(line.replace("%n", " ").replace("%%", "%"))).append('\n'));
  }

  /** Hyphens that can be copied, and nothing that looks like a macro. */
  private static String text(String plain) {
    return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }
}
