ALTER TABLE `outbox_mails` ADD `report_edition_id` int;--> statement-breakpoint
ALTER TABLE `report_sections` ADD `later_data` mediumtext;--> statement-breakpoint
ALTER TABLE `report_sections` ADD `later_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `report_sections` ADD `later_at` datetime(3);--> statement-breakpoint
ALTER TABLE `reports` ADD `checked_at` datetime(3);--> statement-breakpoint
ALTER TABLE `report_editions` ADD FULLTEXT INDEX `report_edition_words` (`words`);
