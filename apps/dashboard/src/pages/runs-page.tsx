import { Button, Card } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useRuns } from '../api/runs.ts';
import { useMayChange } from '../api/session.ts';
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
              hint="Create a run, invite clients with its join link, and watch the model learn. The form comes filled in with settings that work."
            >
              <NewRunButton />
            </EmptyState>
          ) : (
            <Card padding={0}>
              <RunTable runs={list} />
            </Card>
          )
        }
      </QueryView>
    </>
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
