import type { UploadAnswer } from '@tributary/protocol';

/** An offer or a chunk of an update, and what was answered. Times are Unix ms. */
export interface UploadStep {
  readonly clientId: string;
  readonly runId: string;
  readonly round: number;
  /** What came with it; 0 for an offer. */
  readonly bytes: number;
  readonly answer: UploadAnswer;
  readonly from: number;
  readonly to: number;
}

type Asked = Pick<UploadStep, 'clientId' | 'runId' | 'round' | 'bytes'>;

/** Notes each step of an upload once it is answered. */
export const noteSteps =
  (onUploadStep: (step: UploadStep) => void, now: () => number) =>
  async (asked: Asked, work: Promise<UploadAnswer>): Promise<UploadAnswer> => {
    const from = now();
    const answer = await work;
    onUploadStep({ ...asked, answer, from, to: now() });
    return answer;
  };
