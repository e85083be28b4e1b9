CREATE TABLE "checkpoints" (
	"run_id" text NOT NULL,
	"round" integer NOT NULL,
	"digest" text NOT NULL,
	"optimizer_state" text,
	"accuracy" double precision,
	"loss" double precision,
	"created_at" bigint NOT NULL,
	CONSTRAINT "checkpoints_run_id_round_pk" PRIMARY KEY("run_id","round")
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"run_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "run_events_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"run_id" text PRIMARY KEY NOT NULL,
	"config" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"run_id" text NOT NULL,
	"round" integer NOT NULL,
	"attempt" integer NOT NULL,
	"client_id" text NOT NULL,
	"digest" text NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "updates_run_id_round_attempt_client_id_pk" PRIMARY KEY("run_id","round","attempt","client_id")
);
--> statement-breakpoint
CREATE INDEX "checkpoints_by_digest" ON "checkpoints" USING btree ("digest");