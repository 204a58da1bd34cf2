package keyturn.desktop.search;

import java.util.Optional;
import keyturn.client.StoredMessage;
import keyturn.desktop.people.PeopleRow;

/**
 * Something that was found: a person, or a message in the conversation with them.
 *
 * @param text below the name: presence, or what surrounds the found words
 * @param time of the message, empty for a person
 * @param heading of the section that begins here
 */
public record SearchRow(
    PeopleRow person,
    Optional<StoredMessage> message,
    String text,
    String time,
    Optional<String> heading) {}
