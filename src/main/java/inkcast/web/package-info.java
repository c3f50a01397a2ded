/**
 * HTTP, WebSocket and OSCQuery on one TCP port: pages, JSON, and OSC both ways.
 *
 * <p>Three threads meet here. Netty's event loop owns the connections and knows who listens to what
 * ({@link inkcast.web.Feeds}); the tick's thread owns the values and encodes each {@link
 * inkcast.web.Feed} once a tick, however many listen. They talk by {@link inkcast.stage.Commands}
 * in one direction and by {@code eventLoop.execute} in the other; neither ever waits for the other.
 *
 * <pre>
 * in:  bytes > HTTP > {@link inkcast.web.RequestGate} (Host, Origin) > {@link inkcast.web.RoleGate}
 *        > recorded lines > {@link inkcast.web.Disk}'s thread > a file
 *        > operators' page, page, health, figures and drawings ({@link inkcast.web.Insight}),
 *        OSCQuery
 *        > {@link inkcast.web.WebSocketUpgrade} > {@link inkcast.web.Client} > Control or Feeds
 * out: {@link inkcast.web.WebOutput} > a frame of each feed > event loop > every listening client
 * </pre>
 */
@NullMarked
package inkcast.web;

import org.jspecify.annotations.NullMarked;
