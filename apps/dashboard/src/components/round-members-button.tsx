import { Anchor, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { formatNumber } from '../view/format.ts';
import { refusedIn } from '../view/refusals.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { roundTitle } from '../view/round-title.ts';
import type { RunLog } from '../view/run-log.ts';
import { RoundMembers } from './round-members.tsx';

interface RoundMembersButtonProps {
  readonly point: RoundPoint;
  readonly log: RunLog;
}

/** How many reported in a committed round, and on demand who they were. */
export const RoundMembersButton = ({
  point: { round, reported, selected },
  log,
}: RoundMembersButtonProps) => {
  const refused = refusedIn(round, log.refused).length;
  return (
    <>
      {refused > 0 && (
        <Text size="xs" c="dimmed" component="span" mr={6}>
          {formatNumber(refused)} refused
        </Text>
      )}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => showMembers(round, log)}
        aria-label={`${reported} of ${selected} reported in round ${round}: show who`}
        aria-haspopup="dialog"
      >
        {reported} of {selected}
      </Anchor>
    </>
  );
};

/** A committed round does not change any more, so what is shown once stays true. */
const showMembers = (round: number, log: RunLog) => {
  const record = log.state.history.find((committed) => committed.round === round);
  if (record === undefined) return;
  modals.open({
    title: roundTitle(record),
    size: 'xl',
    centered: true,
    closeButtonProps: { 'aria-label': 'Close' },
    children: <RoundMembers record={record} log={log} />,
  });
};
