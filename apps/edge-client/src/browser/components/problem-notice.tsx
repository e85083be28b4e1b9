import { Button, Stack, Text } from '@mantine/core';
import type { Problem } from '../view/describe-problem.ts';
import { PasteLinkForm } from './paste-link-form.tsx';
import { Warning } from './warning.tsx';

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly onToken: (token: string) => void;
  readonly onRetry: () => void;
}

/** What went wrong and the one thing to do about it. */
export const ProblemNotice = ({ problem, onToken, onRetry }: ProblemNoticeProps) => (
  <Stack>
    <Warning title={problem.title} isHeading>
      <Text>{problem.advice}</Text>
    </Warning>
    {problem.remedy === 'paste-link' && <PasteLinkForm onToken={onToken} />}
    {problem.remedy === 'reload' && (
      <Button size="lg" onClick={() => location.reload()}>
        Reload the page
      </Button>
    )}
    {problem.remedy === 'try-again' && (
      <Button size="lg" onClick={onRetry}>
        Try again
      </Button>
    )}
  </Stack>
);
