CREATE TABLE `pins` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`for_readers` enum('report','committee') NOT NULL,
	`path` varchar(500) NOT NULL,
	`title` varchar(190) NOT NULL,
	`sentence` text NOT NULL,
	`author_id` varchar(36),
	`author_name` varchar(190) NOT NULL,
	`at` datetime(3) NOT NULL,
	`removed_at` datetime(3),
	CONSTRAINT `pins_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `session_views` (
	`session_id` varchar(36) NOT NULL,
	`client_id` int NOT NULL,
	`role` enum('client_admin','approver','viewer') NOT NULL,
	`since` datetime(3) NOT NULL,
	CONSTRAINT `session_views_session_id` PRIMARY KEY(`session_id`)
);
--> statement-breakpoint
ALTER TABLE `pins` ADD CONSTRAINT `pins_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `session_views` ADD CONSTRAINT `session_views_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `pin_project` ON `pins` (`project_id`,`at`);