CREATE TABLE `inbound_mail_files` (
	`id` int AUTO_INCREMENT NOT NULL,
	`mail_id` int NOT NULL,
	`name` varchar(190) NOT NULL,
	`size_bytes` int NOT NULL,
	`sha256` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	CONSTRAINT `inbound_mail_files_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `inbound_mails` (
	`id` int AUTO_INCREMENT NOT NULL,
	`once_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`copies` int NOT NULL DEFAULT 0,
	`received_at` datetime(3) NOT NULL,
	`via` enum('imap','smtp') NOT NULL,
	`verdict` enum('joined','opened','triage','automatic','bounce','loop','refused') NOT NULL,
	`reason` varchar(40),
	`message_id` varchar(190),
	`from_address` varchar(260) NOT NULL,
	`from_name` varchar(190) NOT NULL,
	`to_address` varchar(260) NOT NULL,
	`subject` varchar(300) NOT NULL,
	`text` mediumtext NOT NULL,
	`html` mediumtext,
	`refused_files` json NOT NULL,
	`size_bytes` int NOT NULL,
	`project_id` int,
	`ticket_id` int,
	`decision` enum('opened','joined','spam','kept'),
	`decided_at` datetime(3),
	`decided_by_id` varchar(36),
	`decided_by_name` varchar(190),
	CONSTRAINT `inbound_mails_id` PRIMARY KEY(`id`),
	CONSTRAINT `inbound_mails_once_key_unique` UNIQUE(`once_key`)
);
--> statement-breakpoint
CREATE TABLE `mail_senders` (
	`id` int AUTO_INCREMENT NOT NULL,
	`address` varchar(260) NOT NULL,
	`project_id` int,
	`is_refused` boolean NOT NULL DEFAULT false,
	`said_at` datetime(3) NOT NULL,
	`said_by_id` varchar(36),
	`said_by_name` varchar(190) NOT NULL,
	CONSTRAINT `mail_senders_id` PRIMARY KEY(`id`),
	CONSTRAINT `mail_senders_address_unique` UNIQUE(`address`)
);
--> statement-breakpoint
CREATE TABLE `ticket_readers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`ticket_id` int NOT NULL,
	`user_id` varchar(36),
	`address` varchar(190) NOT NULL,
	`since` datetime(3) NOT NULL,
	CONSTRAINT `ticket_readers_id` PRIMARY KEY(`id`),
	CONSTRAINT `ticket_reader_once` UNIQUE(`ticket_id`,`address`)
);
--> statement-breakpoint
ALTER TABLE `outbox_mails` ADD `origin` enum('generated','replied','written') DEFAULT 'generated' NOT NULL;--> statement-breakpoint
ALTER TABLE `inbound_mail_files` ADD CONSTRAINT `inbound_mail_files_mail_id_inbound_mails_id_fk` FOREIGN KEY (`mail_id`) REFERENCES `inbound_mails`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `inbound_mails` ADD CONSTRAINT `inbound_mails_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `inbound_mails` ADD CONSTRAINT `inbound_mails_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `mail_senders` ADD CONSTRAINT `mail_senders_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_readers` ADD CONSTRAINT `ticket_readers_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `inbound_file_mail` ON `inbound_mail_files` (`mail_id`);--> statement-breakpoint
CREATE INDEX `inbound_file_hash` ON `inbound_mail_files` (`sha256`);--> statement-breakpoint
CREATE INDEX `inbound_waiting` ON `inbound_mails` (`verdict`,`decided_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbound_ticket` ON `inbound_mails` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `inbound_sender` ON `inbound_mails` (`from_address`,`received_at`);