import { Card, Title } from '@mantine/core';
import type { Cohort } from '@tributary/rounds';
import { useMemo } from 'react';
import type { Devices } from '../view/client-name.ts';
import { cohortRows } from '../view/cohort-rows.ts';
import { CohortTable } from './cohort-table.tsx';

interface CohortCardProps {
  readonly cohort: Cohort;
  readonly devices: Devices;
}

/** The members of a round that nobody waited for: those whose updates closed it. */
export const CohortCard = ({ cohort, devices }: CohortCardProps) => {
  const rows = useMemo(() => cohortRows(cohort, { devices, progress: {} }), [cohort, devices]);
  return (
    <Card component="section" aria-label="Members" padding={0}>
      <Title order={2} size="h5" px="md" pt="md" pb="xs">
        Members
      </Title>
      <CohortTable rows={rows} isPast />
    </Card>
  );
};
