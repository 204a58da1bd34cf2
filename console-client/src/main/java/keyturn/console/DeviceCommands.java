package keyturn.console;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import keyturn.client.DevicesAnswer;
import keyturn.client.KeyturnClient;
import keyturn.client.OwnDevice;
import keyturn.client.Trouble;
import keyturn.client.session.Refusals;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.Limits;

/** {@code /devices}, {@code /rename} and {@code /revoke}. */
final class DeviceCommands {
  private static final long MOST_PLACES = Limits.MAX_NAMES;

  private final KeyturnClient client;
  private final Output output;
  private final Optional<Prompt> prompt;
  private final Executor thread;
  private final Runnable whenIdle;
  private List<OwnDevice> listed = List.of();
  private int waiting;

  /**
   * @param thread where answers are dealt with
   * @param whenIdle told whenever the last answer has come
   */
  DeviceCommands(
      KeyturnClient client,
      Output output,
      Optional<Prompt> prompt,
      Executor thread,
      Runnable whenIdle) {
    this.client = client;
    this.output = output;
    this.prompt = prompt;
    this.thread = thread;
    this.whenIdle = whenIdle;
  }

  boolean isIdle() {
    return waiting == 0;
  }

  void list() {
    await(client.devices());
  }

  void rename(long number, String name) {
    find(number).ifPresent(device -> await(client.renameDevice(device, name)));
  }

  void revoke(long number) {
    find(number)
        .filter(device -> !isHere(device) || confirmed())
        .ifPresent(device -> await(client.revokeDevice(device)));
  }

  private boolean isHere(DeviceId device) {
    return listed.stream().anyMatch(one -> one.here() && one.id().equals(device));
  }

  private boolean confirmed() {
    return prompt
        .map(
            ask ->
                ask.ask("This is the device you are using; it will be signed out. Go on? [y/N] ")
                    .filter(answer -> answer.equalsIgnoreCase("y"))
                    .isPresent())
        .orElse(true);
  }

  /** A place in what was shown, or a device's own number, which is far above any place. */
  private Optional<DeviceId> find(long number) {
    if (number > MOST_PLACES) {
      return Optional.of(new DeviceId(number));
    }
    if (number > listed.size()) {
      output.error(
          "no-device",
          listed.isEmpty() ? "List them first: /devices" : "There is no device " + number + ".");
      return Optional.empty();
    }
    return Optional.of(listed.get((int) number - 1).id());
  }

  private void await(CompletableFuture<DevicesAnswer> answer) {
    waiting++;
    var unused = answer.thenAcceptAsync(this::answered, thread);
  }

  private void answered(DevicesAnswer answer) {
    waiting--;
    if (answer instanceof DevicesAnswer.Devices devices) {
      listed = devices.devices();
      output.devices(listed);
    } else if (answer instanceof DevicesAnswer.Refused refused) {
      output.error(Trouble.reason(refused.reason()), Refusals.text(refused.reason()));
    } else {
      output.error(Trouble.SERVER_UNREACHABLE.reason(), Trouble.SERVER_UNREACHABLE.text());
    }
    whenIdle.run();
  }
}
