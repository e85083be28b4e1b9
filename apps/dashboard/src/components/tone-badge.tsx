import { Badge } from '@mantine/core';
import type { RunStatus } from '@tributary/protocol';
import { toneColors } from '../theme.ts';
import type { Tone } from '../view/cohort-rows.ts';
import { runStatuses } from '../view/run-status.ts';

interface ToneBadgeProps {
  readonly label: string;
  readonly tone: Tone;
}

/** A word on a tinted ground. */
export const ToneBadge = ({ label, tone }: ToneBadgeProps) => (
  <Badge color={toneColors[tone]}>{label}</Badge>
);

export const StatusBadge = ({ status }: { readonly status: RunStatus }) => (
  <ToneBadge {...runStatuses[status]} />
);
