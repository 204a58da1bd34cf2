package keyturn.client.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/**
 * A vault in an H2 file: everything encrypted by H2 (AES-XTS, hides metadata), texts and token
 * sealed besides ({@link SealedText}, detects changes). A transaction ends with a checkpoint that
 * forces the file to the disk.
 */
final class H2Vault implements Vault {
  static final String FILE = "vault.mv.db";
  private static final String NAME = "vault";
  private static final String USER_PASSWORD = " vault";
  private static final long FULL_BELOW_BYTES = 1 << 20;

  private final VaultKey key;
  private final KeySlots slots;
  private final FileChannel lock;
  private final SealedText sealed;
  private final Tables tables;
  private final Drafts drafts;
  private final Notes notes;
  private final Numberings numberings;
  private final Connection connection;

  private H2Vault(
      VaultKey key, KeySlots slots, FileChannel lock, SealedText sealed, Connection connection) {
    this.key = key;
    this.slots = slots;
    this.lock = lock;
    this.sealed = sealed;
    this.connection = connection;
    this.tables = new Tables(connection, sealed);
    this.drafts = new Drafts(connection, sealed);
    this.notes = new Notes(connection, sealed);
    this.numberings = new Numberings(connection);
  }

  /** Takes {@code key} and {@code lock} over. */
  static H2Vault create(
      Path folder, VaultKey key, KeySlots slots, FileChannel lock, SecureRandom random) {
    try {
      Connection connection = connect(folder, key, "");
      H2Vault vault =
          new H2Vault(key, slots, lock, new SealedText(key.payloadKey(), random), connection);
      vault.write(vault.tables::create);
      new Migrations(connection, folder).run();
      return vault;
    } catch (SQLException e) {
      throw new VaultException(
          "the vault cannot be made in " + folder + ", code " + e.getErrorCode());
    }
  }

  /** Takes {@code key} over, and {@code lock} if it succeeds. */
  static H2Vault open(
      Path folder, VaultKey key, KeySlots slots, FileChannel lock, SecureRandom random) {
    if (!Files.exists(folder.resolve(FILE))) {
      throw new VaultDamagedException(folder, "there is no " + FILE);
    }
    try {
      Connection connection = connect(folder, key, ";IFEXISTS=TRUE");
      boolean migrated = false;
      try {
        new Migrations(connection, folder).run();
        migrated = true;
      } finally {
        if (!migrated) {
          connection.close();
        }
      }
      return new H2Vault(key, slots, lock, new SealedText(key.payloadKey(), random), connection);
    } catch (SQLException e) {
      if (isFull(folder)) {
        throw new VaultException("the disk is full below " + folder);
      }
      throw new VaultDamagedException(folder, "code " + e.getErrorCode());
    }
  }

  /** H2 says the same of a full disk as of a broken file. */
  private static boolean isFull(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  static Connection connect(Path folder, VaultKey key, String more) throws SQLException {
    char[] file = key.filePassword();
    char[] passwords = Arrays.copyOf(file, file.length + USER_PASSWORD.length());
    USER_PASSWORD.getChars(0, USER_PASSWORD.length(), passwords, file.length);
    Properties properties = new Properties();
    properties.put("user", NAME);
    properties.put("password", passwords);
    String url =
        "jdbc:h2:file:"
            + folder.resolve(NAME).toString().replace('\\', '/')
            + ";CIPHER=AES;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
            + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0"
            + more;
    try {
      Connection connection = new org.h2.Driver().connect(url, properties);
      connection.setAutoCommit(false);
      return connection;
    } finally {
      Arrays.fill(file, '\0');
      Arrays.fill(passwords, '\0');
    }
  }

  /** What happens in a transaction, or in between. */
  private interface Work<T> {
    T run() throws SQLException, AuthenticationFailedException;
  }

  /** As {@link Work}, without a result. */
  private interface Change {
    void run() throws SQLException;
  }

  private void write(Change change) {
    read(
        () -> {
          try {
            change.run();
            connection.commit();
          } catch (SQLException e) {
            connection.rollback();
            throw e;
          }
          tables.checkpoint();
          return Optional.empty();
        });
  }

  private <T> T read(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new VaultException("the vault failed with code " + e.getErrorCode());
    } catch (AuthenticationFailedException e) {
      throw new VaultException("a row of the vault was changed by somebody else");
    }
  }

  @Override
  public Optional<VaultAccount> account() {
    return read(tables::account);
  }

  @Override
  public void saveAccount(VaultAccount account) {
    write(() -> tables.saveAccount(account));
  }

  @Override
  public List<VaultConversation> conversations() {
    return read(tables::conversations);
  }

  @Override
  public void saveConversation(VaultConversation conversation) {
    write(() -> tables.saveConversation(conversation));
  }

  @Override
  public Set<Long> sequences(ConversationId conversation, long above) {
    return read(() -> new HashSet<>(tables.sequences(conversation, above)));
  }

  @Override
  public Map<ConversationId, Numbering> numberings() {
    return read(numberings::all);
  }

  @Override
  public List<VaultPlace> places(ConversationId conversation, long above, long upTo) {
    return read(() -> numberings.places(conversation, above, upTo));
  }

  @Override
  public Optional<VaultPlace> newest(ConversationId conversation, long above, long upTo) {
    return read(() -> numberings.newest(conversation, above, upTo));
  }

  @Override
  public List<VaultMessage> serverReturned(ServerReturn news) {
    List<VaultMessage> lost =
        between(news.id(), news.agreed(), Long.MAX_VALUE).stream().filter(news::concerns).toList();
    List<VaultMessage> changed = lost.stream().map(news::changed).toList();
    write(
        () -> {
          for (VaultMessage message : changed) {
            tables.update(message);
          }
          numberings.save(news.id(), news.numbering());
          tables.saveConversation(news.conversation());
        });
    return changed;
  }

  @Override
  public void adoptDevice(DeviceId before, DeviceId now) {
    write(() -> tables.adoptDevice(before, now));
  }

  @Override
  public int unread(ConversationId conversation) {
    return read(() -> tables.unread(conversation));
  }

  @Override
  public List<VaultMessage> addReceived(List<VaultMessage> messages) {
    List<VaultMessage> added = new ArrayList<>();
    write(
        () -> {
          for (VaultMessage message : messages) {
            if (tables.isNew(message)) {
              tables.insert(message);
              added.add(message);
            }
          }
        });
    return added;
  }

  @Override
  public void addWaiting(VaultMessage message) {
    write(() -> tables.insert(message));
  }

  @Override
  public List<VaultMessage> waiting() {
    return read(tables::waiting);
  }

  @Override
  public Optional<VaultMessage> findOwn(MessageId id) {
    return read(() -> tables.findOwn(id));
  }

  @Override
  public void update(List<VaultMessage> changed) {
    write(
        () -> {
          for (VaultMessage message : changed) {
            tables.update(message);
          }
        });
  }

  @Override
  public void remove(VaultMessage message) {
    write(() -> tables.delete(message));
  }

  @Override
  public List<VaultMessage> history(ConversationId conversation, long beforeSequence, int limit) {
    return read(() -> tables.history(conversation, beforeSequence, limit));
  }

  @Override
  public List<VaultMessage> between(ConversationId conversation, long from, long to) {
    return read(() -> tables.between(conversation, from, to));
  }

  @Override
  public VaultPage page(Optional<ConversationId> in, long beforePosition, int limit) {
    return read(() -> tables.page(in, beforePosition, limit));
  }

  @Override
  public Map<ConversationId, String> drafts() {
    return read(drafts::all);
  }

  @Override
  public void saveDraft(ConversationId conversation, String text) {
    write(() -> drafts.save(conversation, text));
  }

  @Override
  public Map<String, String> notes() {
    return read(notes::all);
  }

  @Override
  public void saveNote(String name, String text) {
    write(() -> notes.save(name, text));
  }

  @Override
  public List<VaultReceipt> receipts() {
    return read(tables::receipts);
  }

  @Override
  public void saveReceipts(List<VaultReceipt> receipts) {
    write(
        () -> {
          for (VaultReceipt receipt : receipts) {
            tables.saveReceipt(receipt);
          }
        });
  }

  @Override
  public void addPassword(char[] password) {
    slots.add(key, password);
  }

  @Override
  public void keep(SecretBytes secret) {
    slots.keep(key, secret);
  }

  @Override
  public void forgetKept() {
    slots.forgetKept();
  }

  @Override
  public void keepNewestPassword() {
    slots.keepNewest();
  }

  @Override
  public void dropNewestPassword() {
    slots.dropNewest();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new VaultException("the vault did not close, code " + e.getErrorCode());
    } finally {
      sealed.close();
      key.close();
      VaultFolders.release(lock);
    }
  }
}
