CREATE TABLE `ticket_incidents` (
	`incident_id` int NOT NULL,
	`ticket_id` int NOT NULL,
	`since` datetime(3) NOT NULL,
	`told_entry_id` int,
	CONSTRAINT `ticket_incidents_incident_id` PRIMARY KEY(`incident_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_signatures` (
	`window_id` int NOT NULL,
	`ticket_id` int NOT NULL,
	`project_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`signature` json NOT NULL,
	CONSTRAINT `ticket_signatures_window_id` PRIMARY KEY(`window_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_unrelated` (
	`ticket_id` int NOT NULL,
	`other_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`author_id` varchar(36) NOT NULL,
	`author_name` varchar(190) NOT NULL,
	CONSTRAINT `ticket_unrelated_ticket_id_other_id_pk` PRIMARY KEY(`ticket_id`,`other_id`)
);
--> statement-breakpoint
CREATE TABLE `ticket_window_requests` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`once_key` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`machine_ids` json NOT NULL,
	`from_at` datetime(3) NOT NULL,
	`to_at` datetime(3),
	`about_at` datetime(3) NOT NULL,
	`is_public` boolean NOT NULL,
	`side` enum('client','staff','platform') NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`requested_at` datetime(3) NOT NULL,
	`due_at` datetime(3) NOT NULL,
	`failures` int NOT NULL DEFAULT 0,
	`window_id` int,
	`settled_at` datetime(3),
	CONSTRAINT `ticket_window_requests_id` PRIMARY KEY(`id`),
	CONSTRAINT `ticket_window_once` UNIQUE(`ticket_id`,`once_key`)
);
--> statement-breakpoint
ALTER TABLE `ticket_incidents` ADD CONSTRAINT `ticket_incidents_incident_id_incidents_id_fk` FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_incidents` ADD CONSTRAINT `ticket_incidents_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_incidents` ADD CONSTRAINT `ticket_incidents_told_entry_id_incident_entries_id_fk` FOREIGN KEY (`told_entry_id`) REFERENCES `incident_entries`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_signatures` ADD CONSTRAINT `ticket_signatures_window_id_ticket_windows_id_fk` FOREIGN KEY (`window_id`) REFERENCES `ticket_windows`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_signatures` ADD CONSTRAINT `ticket_signatures_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_unrelated` ADD CONSTRAINT `ticket_unrelated_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_unrelated` ADD CONSTRAINT `ticket_unrelated_other_id_tickets_id_fk` FOREIGN KEY (`other_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_window_requests` ADD CONSTRAINT `ticket_window_requests_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_window_requests` ADD CONSTRAINT `ticket_window_requests_window_id_ticket_windows_id_fk` FOREIGN KEY (`window_id`) REFERENCES `ticket_windows`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `ticket_incident_ticket` ON `ticket_incidents` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_signature_project` ON `ticket_signatures` (`project_id`,`at`);--> statement-breakpoint
CREATE INDEX `ticket_window_due` ON `ticket_window_requests` (`settled_at`,`due_at`);