DROP INDEX "checkpoints_that_stay";--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "current" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "current_checkpoint" ON "checkpoints" USING btree ("run_id") WHERE "checkpoints"."current";--> statement-breakpoint
CREATE INDEX "checkpoints_that_stay" ON "checkpoints" USING btree ("run_id") WHERE "checkpoints"."pinned" or "checkpoints"."current" or "checkpoints"."round" = 0;