import { SimpleGrid } from '@mantine/core';
import { isEnded, type RunConfig } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import { useMemo } from 'react';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatPercent,
  NO_VALUE,
} from '../view/format.ts';
import { privacyFigure } from '../view/privacy-figure.ts';
import { type RoundPoint, runTotals } from '../view/round-series.ts';
import { typicalError } from '../view/score.ts';
import { spentSoFar } from '../view/spent-so-far.ts';
import { Figure } from './figure.tsx';

interface RunFiguresProps {
  readonly points: readonly RoundPoint[];
  readonly config: Pick<RunConfig, 'rounds' | 'privacy' | 'cohort'>;
  readonly state: RunState;
  /** Whether numbers are predicted: then there is no accuracy. */
  readonly predictsNumbers: boolean;
}

/** The run in six numbers, and a seventh where privacy is promised. */
export const RunFigures = ({ points, config, state, predictsNumbers }: RunFiguresProps) => {
  const { rounds, privacy } = config;
  const totals = runTotals(points);
  const { openings, history } = state;
  // It takes a while to reckon, and the page is drawn with every event.
  const charged = useMemo(
    () => spentSoFar(config, { openings, history }),
    [config, openings, history],
  );
  const spent = privacyFigure(privacy, charged);
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: spent ? 4 : 6 }} spacing="md">
      {predictsNumbers ? (
        <Figure label="Typical error" value={formatLoss(typicalError(totals))} />
      ) : (
        <Figure label="Test accuracy" value={formatPercent(totals.accuracy)} />
      )}
      <Figure label="Test loss" value={formatLoss(totals.loss)} />
      <Figure label="Rounds done" value={`${points.length} / ${rounds}`} />
      <Figure
        label="Clients connected"
        value={isEnded(state.status) ? NO_VALUE : String(Object.keys(state.clients).length)}
      />
      <Figure
        label="Sent to the clients"
        value={points.length === 0 ? NO_VALUE : formatBytes(totals.bytesDown)}
      />
      <Figure
        label="Time per round"
        value={points.length === 0 ? NO_VALUE : formatDuration(totals.roundsMs / points.length)}
      />
      {spent && <Figure label="Privacy spent (ε)" isWide {...spent} />}
    </SimpleGrid>
  );
};
