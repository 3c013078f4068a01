ALTER TABLE `ticket_entries` DROP INDEX `ticket_entry_send_key`;--> statement-breakpoint
ALTER TABLE `ticket_entries` ADD CONSTRAINT `ticket_entry_send_key` UNIQUE(`send_key`,`ticket_id`);