package keyturn.client.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import keyturn.client.DevicesAnswer;
import keyturn.client.OwnDevice;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;

/** What is asked about one's own devices; a request lives no longer than its connection. */
final class DeviceRequests {
  private final CurrentStay current;
  private final RequestNumbers numbers;
  private final Map<Long, CompletableFuture<DevicesAnswer>> waiting = new LinkedHashMap<>();

  DeviceRequests(CurrentStay current, RequestNumbers numbers) {
    this.current = current;
    this.numbers = numbers;
  }

  void list(CompletableFuture<DevicesAnswer> result) {
    ask(ClientMessage.ListDevices::new, result);
  }

  void rename(DeviceId device, String name, CompletableFuture<DevicesAnswer> result) {
    ask(request -> new ClientMessage.RenameDevice(request, device, name), result);
  }

  void revoke(DeviceId device, CompletableFuture<DevicesAnswer> result) {
    ask(request -> new ClientMessage.RevokeDevice(request, device), result);
  }

  private void ask(LongFunction<ClientMessage> message, CompletableFuture<DevicesAnswer> result) {
    if (!current.isOnline()) {
      result.complete(new DevicesAnswer.Unreachable());
      return;
    }
    long request = numbers.next();
    ClientMessage question;
    try {
      question = message.apply(request);
    } catch (IllegalArgumentException e) {
      result.complete(new DevicesAnswer.Refused(Reason.NAME_NOT_ALLOWED, Duration.ZERO));
      return;
    }
    waiting.put(request, result);
    current.ifPresent(stay -> stay.desk.send(question));
  }

  void answered(ServerMessage.Devices message) {
    current.ifPresent(
        stay -> {
          CompletableFuture<DevicesAnswer> result = waiting.remove(message.request());
          if (result == null) {
            stay.desk.broken("devices that nobody asked about");
            return;
          }
          DeviceId here = stay.account().device();
          List<OwnDevice> devices =
              message.devices().stream().map(device -> shown(device, here)).toList();
          result.complete(new DevicesAnswer.Devices(devices));
        });
  }

  private static OwnDevice shown(ServerMessage.OwnDevice device, DeviceId here) {
    return new OwnDevice(
        device.device(),
        device.name(),
        Instant.ofEpochMilli(device.addedMillis()),
        Instant.ofEpochMilli(device.lastSeenMillis()),
        device.connected(),
        device.device().equals(here));
  }

  /** Whether this refusal is of something that was asked here. */
  boolean refused(ServerMessage.Refused message) {
    CompletableFuture<DevicesAnswer> result = waiting.remove(message.request());
    if (result == null) {
      return false;
    }
    result.complete(
        new DevicesAnswer.Refused(message.reason(), Duration.ofMillis(message.retryAfterMillis())));
    return true;
  }

  /** The connection is over: no answer comes any more. */
  void forget() {
    List<CompletableFuture<DevicesAnswer>> left = List.copyOf(waiting.values());
    waiting.clear();
    left.forEach(result -> result.complete(new DevicesAnswer.Unreachable()));
  }
}
