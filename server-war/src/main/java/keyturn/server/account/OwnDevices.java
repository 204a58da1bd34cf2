package keyturn.server.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage.ListDevices;
import keyturn.protocol.message.ClientMessage.RenameDevice;
import keyturn.protocol.message.ClientMessage.RevokeDevice;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.device.DeviceName;
import keyturn.server.device.OwnDevice;
import keyturn.server.device.OwnDeviceStore;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;

/**
 * Listing, renaming and revoking one's own devices (docs/spec/messages.md#list-devices). Never
 * blocks; the answer is {@code Devices} or {@code Refused}.
 */
public final class OwnDevices {
  private static final Logger LOGGER = System.getLogger(OwnDevices.class.getName());

  private final AccountParts parts;
  private final OwnDeviceStore store;
  private final Sessions sessions;

  public OwnDevices(AccountParts parts, OwnDeviceStore store, Sessions sessions) {
    this.parts = parts;
    this.store = store;
    this.sessions = sessions;
  }

  public void list(Session session, ListDevices message) {
    change(session, message.request(), () -> true);
  }

  public void rename(Session session, RenameDevice message) {
    DeviceName name = DeviceName.of(message.name());
    change(session, message.request(), () -> store.rename(session.user(), message.device(), name));
  }

  public void revoke(Session session, RevokeDevice message) {
    change(session, message.request(), () -> revoke(session, message.device()));
  }

  private boolean revoke(Session session, DeviceId device) {
    if (!store.revoke(session.user(), device)) {
      return false;
    }
    LOGGER.log(
        Level.INFO,
        "event=device-revoked device={0} by={1}",
        Long.toString(device.value()),
        Long.toString(session.device().value()));
    sessions.ofDevice(device).ifPresent(its -> its.close(SessionEnd.REVOKED));
    return true;
  }

  private void change(Session session, long request, BooleanSupplier change) {
    Consumer<Refused> refuse = AccountParts.once(refused -> refuse(session, request, refused));
    Optional<Duration> wait = parts.limits().takeDeviceRequest(session.user());
    if (wait.isPresent()) {
      refuse.accept(new Refused(Reason.TOO_MANY_ATTEMPTS, wait.get()));
      return;
    }
    parts.onDatabase(
        refuse,
        () -> {
          if (change.getAsBoolean()) {
            answer(session, request);
          } else {
            refuse.accept(new Refused(Reason.NOT_ALLOWED));
          }
        });
  }

  private void answer(Session session, long request) {
    List<OwnDevice> devices = store.devices(session.user(), Limits.MAX_NAMES);
    // Where it has just been revoked itself there may be none, and the close says it all.
    if (!devices.isEmpty()) {
      session.push(new ServerMessage.Devices(request, devices.stream().map(this::shown).toList()));
    }
  }

  private ServerMessage.OwnDevice shown(OwnDevice device) {
    return new ServerMessage.OwnDevice(
        device.id(),
        device.name().text(),
        device.addedMillis(),
        device.lastSeenMillis(),
        sessions.ofDevice(device.id()).isPresent());
  }

  private static void refuse(Session session, long request, Refused refused) {
    session.push(
        new ServerMessage.Refused(
            request, Optional.empty(), refused.reason(), refused.retryAfter().toMillis()));
  }
}
