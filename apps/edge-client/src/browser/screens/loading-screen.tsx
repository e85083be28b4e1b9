import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { PageFrame } from '../components/page-frame.tsx';

interface LoadingScreenProps {
  /** Completes "Loading …". */
  readonly what: string;
}

/** The shape of a page while something is fetched. */
export const LoadingScreen = ({ what }: LoadingScreenProps) => (
  <PageFrame>
    <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
    <Stack gap="md" aria-hidden>
      <Skeleton height={34} width="60%" />
      <Skeleton height={48} />
      <Skeleton height={190} radius="lg" />
      <Skeleton height={240} radius="lg" />
    </Stack>
  </PageFrame>
);
