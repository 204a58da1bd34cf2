package keyturn.server.wiring;

import keyturn.server.account.AccountDirectory;
import keyturn.server.account.OwnDevices;
import keyturn.server.account.PasswordChange;
import keyturn.server.account.Registration;
import keyturn.server.account.SignIn;
import keyturn.server.account.SignOut;
import keyturn.server.conversation.Conversations;
import keyturn.server.delivery.Delivery;
import keyturn.server.presence.Presences;

/** Every use case that a message may ask for. */
record UseCaseParts(
    SignIn signIn,
    Registration registration,
    PasswordChange passwordChange,
    SignOut signOut,
    OwnDevices ownDevices,
    AccountDirectory directory,
    Presences presences,
    Conversations conversations,
    Delivery delivery) {}
