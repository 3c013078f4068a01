CREATE TABLE `owner_attempts` (
	`id` int AUTO_INCREMENT NOT NULL,
	`address` varchar(64) NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `owner_attempts_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `owner_sessions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`token_hash` char(64) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `owner_sessions_id` PRIMARY KEY(`id`),
	CONSTRAINT `owner_session_token` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE INDEX `owner_attempt_address` ON `owner_attempts` (`address`,`at`);