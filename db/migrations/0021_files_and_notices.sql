CREATE TABLE `notification_digests` (
	`user_id` varchar(36) NOT NULL,
	`on_day` varchar(10) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `notification_digests_user_id_on_day_pk` PRIMARY KEY(`user_id`,`on_day`)
);
--> statement-breakpoint
CREATE INDEX `attachment_uploader` ON `attachments` (`uploader_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `attachment_created` ON `attachments` (`created_at`);--> statement-breakpoint
CREATE INDEX `notification_at` ON `notifications` (`at`);