import { SimpleGrid } from '@mantine/core';
import { isEnded, type RunConfig } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import { useMemo } from 'react';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatNumber,
  formatPercent,
  NO_VALUE,
} from '../view/format.ts';
import { type JudgedRounds, lastJudged } from '../view/judged-rounds.ts';
import { privacyFigure } from '../view/privacy-figure.ts';
import { type RoundPoint, runTotals } from '../view/round-series.ts';
import { typicalError } from '../view/score.ts';
import { spentSoFar } from '../view/spent-so-far.ts';
import { Figure } from './figure.tsx';

interface RunFiguresProps {
  readonly points: readonly RoundPoint[];
  readonly judged: JudgedRounds;
  readonly config: Pick<RunConfig, 'rounds' | 'privacy' | 'cohort'>;
  readonly state: RunState;
  /** Whether numbers are predicted: then there is no accuracy. */
  readonly predictsNumbers: boolean;
}

/** The run in six numbers, and a seventh where privacy is promised. */
export const RunFigures = ({ points, judged, config, state, predictsNumbers }: RunFiguresProps) => {
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
      <ScoreFigures judged={judged} predictsNumbers={predictsNumbers} />
      <Figure
        label="Rounds done"
        value={`${formatNumber(points.length)} / ${formatNumber(rounds)}`}
      />
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

/** How good the newest model is of which that is known, and who says so. */
const ScoreFigures = ({
  judged,
  predictsNumbers,
}: Pick<RunFiguresProps, 'judged' | 'predictsNumbers'>) => {
  const { round, accuracy, loss } = lastJudged(judged) ?? { accuracy: null, loss: null };
  const isByClients = judged.by === 'clients';
  const note = isByClients ? { note: `by the clients, after round ${round}` } : {};
  return (
    <>
      {predictsNumbers ? (
        <Figure label="Typical error" value={formatLoss(typicalError({ loss }))} {...note} />
      ) : (
        <Figure
          label={isByClients ? 'Accuracy' : 'Test accuracy'}
          value={formatPercent(accuracy)}
          {...note}
        />
      )}
      <Figure label={isByClients ? 'Loss' : 'Test loss'} value={formatLoss(loss)} {...note} />
    </>
  );
};
