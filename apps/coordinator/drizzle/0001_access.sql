CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"role" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"outcome" text NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "join_token_uses" (
	"token_id" text NOT NULL,
	"client_id" text NOT NULL,
	CONSTRAINT "join_token_uses_token_id_client_id_pk" PRIMARY KEY("token_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "join_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"run_id" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"max_uses" integer,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "role_secrets" (
	"role" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at");--> statement-breakpoint
DELETE FROM "settings" WHERE "name" IN ('admin-token', 'cookie-key');
