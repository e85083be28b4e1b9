import type { ClientState } from '@tributary/client';
import { summariseContributions } from './describe-contribution.ts';
import { countOf, formatBytes } from './format.ts';

interface Farewell {
  readonly title: string;
  readonly sentences: readonly string[];
}

const after =
  'This device is disconnected. Nothing more is computed or sent; you can close the page.';

/** @param client as it was when the device left; null when it had not joined yet */
export const describeFarewell = (client: ClientState | null): Farewell => {
  const { acceptedCount, trainedExamples } = summariseContributions(client?.contributions ?? []);
  if (client === null || acceptedCount === 0) {
    return {
      title: 'You have left',
      sentences: ['No round was finished here, so nothing of this device is in the model.', after],
    };
  }
  return {
    title: 'Thank you',
    sentences: [
      `Your device contributed ${countOf(acceptedCount, 'round')} of training, over ${countOf(trainedExamples, 'example')} in all.`,
      `It sent ${formatBytes(client.bytesUp)} of changes and received ${formatBytes(client.bytesDown)} of models.`,
      after,
    ],
  };
};
