/**
 * How long clients that are away may take to come back before they are counted out: all of them after a restart
 * of the coordinator, and those of a cohort that cannot reach its quorum without them.
 */
export const RETURN_GRACE_MS = 15_000;

/** What becomes of whoever was at work when the coordinator restarted. */
export const lostInRestart = {
  status: 'departed',
  reason: 'the coordinator restarted',
} as const;
