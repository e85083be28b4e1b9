import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageFrame } from '../components/page-frame.tsx';

interface NoticeScreenProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A page with one thing to say. */
export const NoticeScreen = ({ title, text, children }: NoticeScreenProps) => (
  <PageFrame>
    <Stack gap="lg">
      <div role="status">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text c="dimmed" mt={4}>
          {text}
        </Text>
      </div>
      {children}
    </Stack>
  </PageFrame>
);
