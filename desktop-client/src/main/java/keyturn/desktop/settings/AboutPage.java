package keyturn.desktop.settings;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import keyturn.desktop.common.Texts;

/** Which program this is, and whose work it is built of. */
final class AboutPage extends SettingsPage {
  AboutPage(List<String> versions) {
    super(Section.ABOUT);
    Label text = new Label(String.join("\n", versions));
    text.setId("versions");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    group("about.versions", text);
    TextArea licences = new TextArea(Texts.of("about.licences-text"));
    licences.setId("licences");
    licences.setEditable(false);
    licences.setWrapText(true);
    licences.setPrefRowCount(12);
    licences.setAccessibleText(Texts.of("about.licences"));
    group("about.licences", licences);
  }
}
