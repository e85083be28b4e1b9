import { PageFrame } from '../components/page-frame.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import type { Problem } from '../view/describe-problem.ts';

interface ProblemScreenProps {
  readonly problem: Problem;
  readonly onToken: (token: string) => void;
  readonly onRetry: () => void;
}

/** Nothing works until the person does something. */
export const ProblemScreen = (props: ProblemScreenProps) => (
  <PageFrame>
    <ProblemNotice {...props} />
  </PageFrame>
);
