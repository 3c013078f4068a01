-- The audit is append-only, for the program too: whoever must shorten it does so knowingly, as the database's owner.
CREATE TRIGGER `audit_entries_no_update` BEFORE UPDATE ON `audit_entries` FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_entries is append-only';
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_delete` BEFORE DELETE ON `audit_entries` FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_entries is append-only';
