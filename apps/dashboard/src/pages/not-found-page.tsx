import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';

export const NotFoundPage = () => (
  <>
    <PageHeader title="Page not found" />
    <EmptyState
      icon={<IconMapQuestion aria-hidden />}
      title="There is nothing at this address"
      hint="The link may be old or mistyped."
    >
      <Button component={Link} to="/runs">
        See all runs
      </Button>
    </EmptyState>
  </>
);
