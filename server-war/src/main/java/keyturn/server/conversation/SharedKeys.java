package keyturn.server.conversation;

/** The parts that every hand-over of a key goes through, one of each in a node. */
public record SharedKeys(Epochs epochs, KeyHandover handover, ConversationsInUse inUse) {}
