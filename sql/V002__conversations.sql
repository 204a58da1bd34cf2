-- Keyturn schema 2: supervised conversations, their epochs, messages, and how far each device is.
--
-- Run by hand:   mysql --database=keyturn < sql/V002__conversations.sql
--
-- Times are UTC by the database's clock, which decides every age (docs/spec/supervised.md). Hot
-- tables have no foreign key to account or device: it would lock their rows at every send, and
-- what a deleted account sent stays for its recipients.

-- kind is 'supervised'; 'private' and groups come later. state is 'active' or 'ended'; 'requested'
-- comes with requests to talk. pair_low < pair_high are the two accounts while the conversation is
-- active and NULL afterwards: the unique key lets two people who open at once find one conversation.
-- last_sequence and last_epoch are counters: whoever holds this row's lock takes the next.
-- total_bytes is the size of all messages ever; messages up to erased_sequence have no content.
CREATE TABLE conversation (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  suite VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pair_low BIGINT NULL,
  pair_high BIGINT NULL,
  last_sequence BIGINT NOT NULL,
  last_epoch BIGINT NOT NULL,
  total_bytes BIGINT NOT NULL,
  erased_sequence BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY conversation_pair (pair_low, pair_high)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A member gets the messages after joined_after and, once left, none after left_after.
CREATE TABLE conversation_member (
  conversation_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  joined_after BIGINT NOT NULL,
  left_after BIGINT NULL,
  PRIMARY KEY (conversation_id, account_id),
  KEY conversation_member_account (account_id),
  CONSTRAINT member_of_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id)
    ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One key period. wrapped_key is the 32-byte epoch key sealed under the key-encryption key kek_id,
-- which lies in the key ring outside this database. Sealing ends at expires_at, acceptance at
-- accepted_until (10 s later; at once when the membership changed). message_count, first_sequence
-- and last_sequence are of the messages sealed under it; other epochs' may lie between.
CREATE TABLE epoch (
  conversation_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  suite VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kek_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wrapped_key VARBINARY(128) NOT NULL,
  born_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  accepted_until DATETIME(6) NOT NULL,
  message_count BIGINT NOT NULL,
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, number),
  KEY epoch_kek (kek_id),
  KEY epoch_accepted_until (accepted_until),
  CONSTRAINT epoch_of_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id)
    ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- sealed is NULL after erasure; the row stays until forget_at so that a retry of its sender gets
-- the same sequence. total_bytes is the conversation's up to and with this message.
CREATE TABLE message (
  conversation_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  message_id BINARY(16) NOT NULL,
  sender_id BIGINT NOT NULL,
  sender_device_id BIGINT NOT NULL,
  connection_id BINARY(16) NOT NULL,
  epoch BIGINT NOT NULL,
  counter BIGINT NOT NULL,
  sealed BLOB NULL,
  total_bytes BIGINT NOT NULL,
  accepted_at DATETIME(6) NOT NULL,
  forget_at DATETIME(6) NULL,
  PRIMARY KEY (conversation_id, sequence),
  UNIQUE KEY message_of_sender (sender_device_id, message_id),
  KEY message_forget_at (forget_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How far one device of a member is: it has on disk everything up to delivered, its user has seen
-- everything up to seen. A new device starts at the sequence at which it first signed in.
CREATE TABLE device_cursor (
  conversation_id BIGINT NOT NULL,
  device_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, device_id),
  KEY device_cursor_device (device_id),
  KEY device_cursor_account (account_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO schema_version (version, name, applied_at) VALUES (2, 'conversations', UTC_TIMESTAMP(6));
