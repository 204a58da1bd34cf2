package keyturn.client;

/** Is told everything the application must know, in order, on the executor it named. */
@FunctionalInterface
public interface ClientListener {
  void onEvent(ClientEvent event);
}
