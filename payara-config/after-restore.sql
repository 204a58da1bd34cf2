-- After restoring an older dump, before the server starts (docs/operations.md#restore):
--   mysql --database=keyturn < payara-config/after-restore.sql
--
-- Clients take each sequence of a conversation once, and know people, devices and conversations by
-- number. What was given out after the dump must not be given out again for something else, or
-- clients that saw the first would drop the second without a word. A million is more than a chat
-- gives out between two dumps.

UPDATE conversation SET last_sequence = last_sequence + 1000000, last_epoch = last_epoch + 1000000;

-- ALTER TABLE takes no expression.
SET @account = CONCAT('ALTER TABLE account AUTO_INCREMENT = ',
  (SELECT COALESCE(MAX(id), 0) + 1000000 FROM account));
PREPARE account FROM @account;
EXECUTE account;
SET @device = CONCAT('ALTER TABLE device AUTO_INCREMENT = ',
  (SELECT COALESCE(MAX(id), 0) + 1000000 FROM device));
PREPARE device FROM @device;
EXECUTE device;
SET @conversation = CONCAT('ALTER TABLE conversation AUTO_INCREMENT = ',
  (SELECT COALESCE(MAX(id), 0) + 1000000 FROM conversation));
PREPARE conversation FROM @conversation;
EXECUTE conversation;
