package keyturn.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.client.ClientEvent;
import keyturn.client.ConversationView;
import keyturn.client.DeliveryState;
import keyturn.client.LinkLoss;
import keyturn.client.LinkState;
import keyturn.client.StoredMessage;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** What a client says, as briefly as tests want to write it. */
final class Events {
  static final UserId ME = new UserId(1);
  static final DeviceId MY_DEVICE = new DeviceId(11);

  private Events() {}

  static Fingerprint fingerprint(String of) {
    return new Fingerprint(
        HashAlgorithm.SHA256.hash(of.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  static ClientEvent link(LinkState state) {
    return new ClientEvent.LinkChanged(state);
  }

  static ClientEvent connected() {
    return link(
        new LinkState.Connected(
            KeyGroup.X25519MLKEM768, CipherSuite.AES_256_GCM, fingerprint("server")));
  }

  static ClientEvent offline(Duration retryIn, int queued) {
    return link(new LinkState.Waiting(retryIn, queued, LinkLoss.NOT_REACHABLE));
  }

  static ClientEvent welcomed(RegistrationPolicy policy) {
    return new ClientEvent.Welcomed(policy, 8);
  }

  static ClientEvent signedIn(CipherSuite... suites) {
    return new ClientEvent.SignedIn(
        ME,
        "Max Muster",
        MY_DEVICE,
        suites.length == 0 ? List.of(CipherSuite.AES_256_GCM) : List.of(suites));
  }

  static ClientEvent person(long id, String name, Presence presence) {
    return new ClientEvent.PersonChanged(new UserId(id), name, presence);
  }

  static ConversationView view(long id, long with, String name, int unread) {
    return new ConversationView(
        new ConversationId(id),
        new UserId(with),
        name,
        ConversationState.ACTIVE,
        CipherSuite.AES_256_GCM,
        unread,
        0,
        0);
  }

  static ClientEvent conversation(long id, long with, String name, int unread) {
    return new ClientEvent.ConversationChanged(view(id, with, name, unread));
  }

  static ClientEvent waiting(long id, long with, String name, int waiting) {
    return new ClientEvent.ConversationChanged(
        new ConversationView(
            new ConversationId(id),
            new UserId(with),
            name,
            ConversationState.ACTIVE,
            CipherSuite.AES_256_GCM,
            0,
            0,
            waiting));
  }

  static ClientEvent ended(long id, long with, String name) {
    return new ClientEvent.ConversationChanged(
        new ConversationView(
            new ConversationId(id),
            new UserId(with),
            name,
            ConversationState.ENDED,
            CipherSuite.AES_256_GCM,
            0,
            0,
            0));
  }

  static ClientEvent key(long conversation, long epoch, Duration validFor) {
    return new ClientEvent.KeyChanged(
        new ConversationId(conversation), "?", epoch, CipherSuite.AES_256_GCM, validFor);
  }

  static MessageId id(int number) {
    byte[] value = new byte[MessageId.LENGTH_BYTES];
    value[0] = (byte) (number >> 8);
    value[1] = (byte) number;
    return new MessageId(Bytes.of(value));
  }

  static StoredMessage received(
      long conversation, int number, long sequence, String from, String text, Instant at) {
    return new StoredMessage(
        new ConversationId(conversation),
        id(number),
        new DeviceId(99),
        from,
        false,
        Optional.of(text),
        1,
        OptionalLong.of(sequence),
        false,
        at,
        DeliveryState.STORED,
        0,
        0);
  }

  static StoredMessage own(
      long conversation, int number, long sequence, String text, Instant at, DeliveryState state) {
    return new StoredMessage(
        new ConversationId(conversation),
        id(number),
        MY_DEVICE,
        "Max Muster",
        true,
        Optional.of(text),
        1,
        sequence == 0 ? OptionalLong.empty() : OptionalLong.of(sequence),
        false,
        at,
        state,
        state == DeliveryState.DELIVERED ? 1 : 0,
        1);
  }

  static ClientEvent message(StoredMessage message) {
    return new ClientEvent.MessageChanged(message);
  }
}
