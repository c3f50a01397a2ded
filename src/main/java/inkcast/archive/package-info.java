/**
 * What the writers have written: the line that each is at, and finished ones in a folder.
 *
 * <pre>
 * tick's thread     {@link inkcast.archive.LineOutput} > {@link inkcast.archive.Ring}
 * thread "lines"    {@link inkcast.archive.Lines} takes from it, ten times a second and when asked
 *                     > a {@link inkcast.archive.Desk} a writer, with its present line
 * thread "archive"  {@link inkcast.archive.Archive} has finished ones written to a {@link
 *                     inkcast.archive.Folder}, and waits for the disk
 * </pre>
 *
 * <p>The tick's thread waits for nobody and allocates nothing: what does not fit into the ring is
 * lost and counted, and all lines begin anew.
 */
@NullMarked
package inkcast.archive;

import org.jspecify.annotations.NullMarked;
