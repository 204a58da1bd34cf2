package keyturn.server.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import keyturn.server.websocket.FrontDoor;
import keyturn.server.wiring.StartProgress.Step;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * What {@code /health/live} and {@code /health/ready} answer. Open to everybody, so it names steps
 * and nothing else; the log has the reasons.
 */
@ApplicationScoped
public class HealthChecks {
  /** For the container's proxy. */
  protected HealthChecks() {}

  @Produces
  @Liveness
  @ApplicationScoped
  HealthCheck live() {
    return () -> HealthCheckResponse.up("keyturn");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck accepting(FrontDoor door, StartProgress progress) {
    return () ->
        HealthCheckResponse.named("accepting")
            .status(door.isOpen() && progress.step() == Step.ACCEPTING)
            .withData("step", progress.step().title())
            .build();
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck database(StartProgress progress) {
    return () -> HealthCheckResponse.named("database").status(progress.databaseAnswers()).build();
  }
}
