-- Keyturn schema 1: accounts, their devices, invitations.
--
-- Run by hand:   mysql --database=keyturn < sql/V001__accounts.sql
-- or let the server do it (keyturn.schema.apply=true).
--
-- A second run stops at its first statement ("Table 'schema_version' already exists") and changes
-- nothing. Understood by MySQL 8.0 and MariaDB 11.4. In every script a statement ends with ';' at
-- the end of a line and a comment has its lines to itself; times are UTC.

-- Which scripts this database has seen; each script ends by adding its row.
CREATE TABLE schema_version (
  version INT NOT NULL,
  name VARCHAR(64) NOT NULL,
  applied_at DATETIME(6) NOT NULL,
  PRIMARY KEY (version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- name is shown; name_key (NFKC, case folded) and name_skeleton (look-alikes made equal) are unique.
-- A binary collation, or "é" would equal "e" and one person could not be told from another.
-- disabled_at: from then on nobody signs in, sends or receives as this account.
CREATE TABLE account (
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(192) NOT NULL,
  name_skeleton VARCHAR(192) NOT NULL,
  password_hash VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  password_changed_at DATETIME(6) NOT NULL,
  disabled_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY account_name_key (name_key),
  UNIQUE KEY account_name_skeleton (name_skeleton)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One vault on one machine. Tokens are SHA-256 of what the client holds: token is the one used
-- last, next_token the one given out and not used yet, spent_tokens up to 16 that were replaced
-- (32 bytes each, newest first): whoever shows one of those has stolen it or been stolen from.
-- revoked_at: the device has to sign in with the password again. A device may send and receive if
--   SELECT 1 FROM device d JOIN account a ON a.id = d.account_id
--   WHERE d.id = ? AND d.revoked_at IS NULL AND a.disabled_at IS NULL
CREATE TABLE device (
  id BIGINT NOT NULL AUTO_INCREMENT,
  account_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  last_seen_at DATETIME(6) NOT NULL,
  revoked_at DATETIME(6) NULL,
  token BINARY(32) NULL,
  next_token BINARY(32) NULL,
  spent_tokens VARBINARY(512) NOT NULL,
  PRIMARY KEY (id),
  KEY device_account (account_id),
  KEY device_last_seen (last_seen_at),
  CONSTRAINT device_of_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- code_hash is SHA-256 of the code that was handed out; one use.
CREATE TABLE invitation (
  id BIGINT NOT NULL AUTO_INCREMENT,
  code_hash BINARY(32) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  used_by BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY invitation_code_hash (code_hash),
  CONSTRAINT invitation_used_by FOREIGN KEY (used_by) REFERENCES account (id) ON DELETE SET NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO schema_version (version, name, applied_at) VALUES (1, 'accounts', UTC_TIMESTAMP(6));
