import { Alert, Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconHistory, IconPlayerTrackNext } from '@tabler/icons-react';
import { openCohort, type RunState } from '@tributary/rounds';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Figure } from '../../components/figure.tsx';
import { MomentCard } from '../../components/moment-card.tsx';
import { TimeSlider } from '../../components/time-slider.tsx';
import { formatLoss, formatNumber, formatPercent } from '../../view/format.ts';
import { stateAt } from '../../view/run-log.ts';
import { typicalError } from '../../view/score.ts';
import { useRunContext } from './run-context.ts';

/** The run as it was after any of its events; the address says which, so that a moment can be sent to others. */
export const TimeTravelTab = () => {
  const { log, config, numbers } = useRunContext();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('event') ?? Number.NaN);
  const isLive = !Number.isInteger(asked) || asked < 1 || asked > log.seq;
  const seq = isLive ? log.seq : asked;
  const state = useMemo(() => stateAt(log, seq, config), [log, seq, config]);
  const goTo = (to: number | null) =>
    setSearch(to === null ? {} : { event: String(to) }, { replace: true });
  if (log.seq === 0) {
    return (
      <EmptyState
        icon={<IconHistory aria-hidden />}
        title="Nothing has happened yet"
        hint="As soon as the run is started, each of its moments can be looked at here, again and again."
      />
    );
  }
  return (
    <Stack gap="lg">
      {!isLive && (
        <Alert
          color="orange"
          icon={<IconHistory aria-hidden />}
          title={`This is the past: after event ${formatNumber(seq)} of ${formatNumber(log.seq)}`}
        >
          <Group justify="space-between">
            What you see here is not what the run does now.
            <Button
              variant="default"
              leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
              onClick={() => goTo(null)}
            >
              Back to live
            </Button>
          </Group>
        </Alert>
      )}
      <TimeSlider log={log} seq={seq} round={state.round} onGo={goTo} />
      <PastFigures state={state} rounds={config.rounds} predictsNumbers={numbers !== null} />
      <MomentCard log={log} seq={seq} state={state} cohort={openCohort(state)} config={config} />
    </Stack>
  );
};

interface PastFiguresProps {
  readonly state: RunState;
  readonly rounds: number;
  readonly predictsNumbers: boolean;
}

const PastFigures = ({ state, rounds, predictsNumbers }: PastFiguresProps) => {
  const { history, clients } = state;
  const last = history.at(-1) ?? { accuracy: null, loss: null };
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
      {predictsNumbers ? (
        <Figure label="Typical error, then" value={formatLoss(typicalError(last))} />
      ) : (
        <Figure label="Test accuracy, then" value={formatPercent(last.accuracy)} />
      )}
      <Figure label="Test loss, then" value={formatLoss(last.loss)} />
      <Figure
        label="Rounds done, then"
        value={`${formatNumber(history.length)} / ${formatNumber(rounds)}`}
      />
      <Figure label="Clients connected, then" value={String(Object.keys(clients).length)} />
    </SimpleGrid>
  );
};
