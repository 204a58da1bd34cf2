package keyturn.desktop;

import keyturn.desktop.notice.Notifier;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.settings.Computer;
import keyturn.desktop.signin.SecretStore;

/** What the window needs of the place where it runs. */
record Surroundings(
    PreferencesModel preferences, Computer computer, Notifier notifier, SecretStore secrets) {}
