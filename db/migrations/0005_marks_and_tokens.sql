CREATE TABLE `api_tokens` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` varchar(36) NOT NULL,
	`name` varchar(80) NOT NULL,
	`token_hash` varbinary(32) NOT NULL,
	`scopes` json NOT NULL,
	`project_ids` json,
	`created_at` datetime(3) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`last_used_at` datetime(3),
	`revoked_at` datetime(3),
	`revoked_by` varchar(36),
	CONSTRAINT `api_tokens_id` PRIMARY KEY(`id`),
	CONSTRAINT `api_token_hash` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `marks` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`until` datetime(3),
	`kind` enum('deployment','campaign','price_change','other') NOT NULL,
	`title` varchar(120) NOT NULL,
	`detail` text,
	`url` varchar(500),
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`token_id` int,
	`idempotency_key` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`created_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `marks_id` PRIMARY KEY(`id`),
	CONSTRAINT `mark_once` UNIQUE(`project_id`,`author_id`,`idempotency_key`)
);
--> statement-breakpoint
ALTER TABLE `api_tokens` ADD CONSTRAINT `api_tokens_user_id_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `marks` ADD CONSTRAINT `marks_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `marks` ADD CONSTRAINT `marks_token_id_api_tokens_id_fk` FOREIGN KEY (`token_id`) REFERENCES `api_tokens`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `api_token_user` ON `api_tokens` (`user_id`);--> statement-breakpoint
CREATE INDEX `mark_project_at` ON `marks` (`project_id`,`at`);