CREATE TABLE `status_components` (
	`id` int AUTO_INCREMENT NOT NULL,
	`page_id` int NOT NULL,
	`service_id` int NOT NULL,
	`position` int NOT NULL,
	`names` json NOT NULL,
	CONSTRAINT `status_components_id` PRIMARY KEY(`id`),
	CONSTRAINT `status_component_service` UNIQUE(`page_id`,`service_id`)
);
--> statement-breakpoint
CREATE TABLE `status_pages` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`visibility` enum('off','private','public') NOT NULL,
	`title` varchar(120) NOT NULL,
	`locale` varchar(5) NOT NULL,
	`signing_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`public_since` datetime(3),
	`updated_at` datetime(3) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `status_pages_id` PRIMARY KEY(`id`),
	CONSTRAINT `status_pages_project_id_unique` UNIQUE(`project_id`)
);
--> statement-breakpoint
CREATE TABLE `status_subscriptions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`page_id` int NOT NULL,
	`address` varchar(190) NOT NULL,
	`locale` varchar(5) NOT NULL,
	`asked_at` datetime(3) NOT NULL,
	`confirmed_at` datetime(3),
	CONSTRAINT `status_subscriptions_id` PRIMARY KEY(`id`),
	CONSTRAINT `status_subscriber` UNIQUE(`page_id`,`address`)
);
--> statement-breakpoint
CREATE TABLE `status_tellings` (
	`page_id` int NOT NULL,
	`entry_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `status_tellings_page_id_entry_id_pk` PRIMARY KEY(`page_id`,`entry_id`)
);
--> statement-breakpoint
ALTER TABLE `outbox_mails` ADD `unsubscribe_url` varchar(500);--> statement-breakpoint
ALTER TABLE `status_components` ADD CONSTRAINT `status_components_page_id_status_pages_id_fk` FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `status_components` ADD CONSTRAINT `status_components_service_id_services_id_fk` FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `status_pages` ADD CONSTRAINT `status_pages_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `status_subscriptions` ADD CONSTRAINT `status_subscriptions_page_id_status_pages_id_fk` FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `status_tellings` ADD CONSTRAINT `status_tellings_page_id_status_pages_id_fk` FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `status_tellings` ADD CONSTRAINT `status_tellings_entry_id_incident_entries_id_fk` FOREIGN KEY (`entry_id`) REFERENCES `incident_entries`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `status_subscription_confirmed` ON `status_subscriptions` (`page_id`,`confirmed_at`);