import { Button, Card, Group, Text } from '@mantine/core';
import { IconGitCompare, IconPlus, IconRoute } from '@tabler/icons-react';
import type { RunId, RunSummary } from '@tributary/protocol';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRuns } from '../api/runs.ts';
import { useMayChange } from '../api/session.ts';
import { compareAddress, MAX_COMPARED } from '../compare/compared-run.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RunTable } from '../components/run-table.tsx';

export const RunsPage = () => {
  const runs = useRuns();
  return (
    <>
      <PageHeader title="Runs" subtitle="Each run trains one model over several rounds.">
        <NewRunButton />
      </PageHeader>
      <QueryView query={runs}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<IconRoute aria-hidden />}
              title="No runs yet"
              hint="Create a run, invite clients with its join link, and watch the model learn. Each step comes filled in with settings that work."
            >
              <NewRunButton />
            </EmptyState>
          ) : (
            <ChooseRuns runs={list} />
          )
        }
      </QueryView>
    </>
  );
};

/** The runs, and those among them that are to be compared. */
const ChooseRuns = ({ runs }: { readonly runs: readonly RunSummary[] }) => {
  const [chosen, setChosen] = useState<ReadonlySet<RunId>>(new Set());
  const change = (runId: RunId, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(runId);
    else next.delete(runId);
    setChosen(next);
  };
  return (
    <Card padding={0}>
      {chosen.size > 0 && (
        <Group px="md" pt="md" gap="sm">
          <CompareButton runIds={[...chosen]} />
          <Button variant="subtle" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
        </Group>
      )}
      <RunTable runs={runs} chosen={chosen} onChoose={change} />
    </Card>
  );
};

/** A link to the comparison, or what is missing for one. */
const CompareButton = ({ runIds }: { readonly runIds: readonly RunId[] }) => {
  if (runIds.length < 2) return <Text size="sm">Choose another run to compare it with.</Text>;
  return runIds.length > MAX_COMPARED ? (
    <Text size="sm">At most {MAX_COMPARED} runs can be compared at once.</Text>
  ) : (
    <Button
      component={Link}
      to={compareAddress(runIds)}
      leftSection={<IconGitCompare size={16} aria-hidden />}
    >
      Compare {runIds.length} runs
    </Button>
  );
};

const NewRunButton = () => {
  const mayChange = useMayChange();
  return mayChange ? (
    <Button component={Link} to="/runs/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New run
    </Button>
  ) : null;
};
