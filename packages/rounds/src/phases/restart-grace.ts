/** How long a restarted coordinator waits for the cohort to reconnect before it counts anyone out. */
export const RESTART_GRACE_MS = 15_000;

/** What becomes of whoever was at work when the coordinator restarted. */
export const lostInRestart = {
  status: 'departed',
  reason: 'the coordinator restarted',
} as const;
