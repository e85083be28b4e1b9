import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { PageFrame } from '../components/page-frame.tsx';

/** The shape of the invitation while it is fetched. */
export const LoadingScreen = () => (
  <PageFrame>
    <VisuallyHidden role="status">Loading the invitation</VisuallyHidden>
    <Stack gap="md" aria-hidden>
      <Skeleton height={34} width="60%" />
      <Skeleton height={48} />
      <Skeleton height={190} radius="lg" />
      <Skeleton height={240} radius="lg" />
    </Stack>
  </PageFrame>
);
