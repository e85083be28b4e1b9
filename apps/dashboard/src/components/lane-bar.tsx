import { Box } from '@mantine/core';
import type { Lane } from '../view/round-lanes.ts';
import classes from './lane-bar.module.css';

interface LaneBarProps {
  readonly lane: Lane;
  readonly openedAt: number;
  /** What the whole width stands for. */
  readonly widthMs: number;
}

/** A member's time in an attempt: what came before it trained, training, upload, and where it ended. */
export const LaneBar = ({ lane: { arrival, loss }, openedAt, widthMs }: LaneBarProps) => {
  const endedAt = arrival?.at ?? loss?.at ?? null;
  if (endedAt === null) return null;
  const totalMs = Math.max(0, endedAt - openedAt);
  const uploadMs = Math.min(arrival?.uploadMs ?? 0, totalMs);
  const trainMs = Math.min(arrival?.trainMs ?? 0, totalMs - uploadMs);
  const share = (ms: number) => `${(100 * ms) / Math.max(1, widthMs)}%`;
  return (
    <Box className={classes.track} aria-hidden>
      <span className={classes.before} style={{ width: share(totalMs - trainMs - uploadMs) }} />
      <span className={classes.training} style={{ width: share(trainMs) }} />
      <span className={classes.upload} style={{ width: share(uploadMs) }} />
      <span className={loss === null ? classes.arrived : classes.lost} />
    </Box>
  );
};
