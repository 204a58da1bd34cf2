/**
 * One WebSocket connection: its tunnel, its state, its queues and its deadlines
 * (docs/spec/tunnel.md, docs/spec/messages.md).
 */
@NullMarked
package keyturn.server.websocket;

import org.jspecify.annotations.NullMarked;
