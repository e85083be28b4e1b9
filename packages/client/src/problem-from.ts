import type { DatasetErrorCode } from '@tributary/model-zoo';
import type { TrainerErrorCode } from '@tributary/trainer';
import type { Problem } from './client-state.ts';
import { errorMessage } from './error-message.ts';

/** What stays as it is until someone changes the device, its data or the program. */
const LASTING: ReadonlySet<unknown> = new Set<TrainerErrorCode | DatasetErrorCode>([
  'backend-unavailable',
  'trainer-died',
  'data-dir-missing',
  'file-missing',
  'checksum-mismatch',
  'bad-format',
  'too-large',
]);

/** Why the device is not ready. What is not known to last, such as a broken connection, is tried again. */
export const problemFrom = (error: unknown): Problem => ({
  message: errorMessage(error),
  willRetry: !isLasting(error),
});

/** A RangeError says that there is no such data set or partition. */
const isLasting = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && LASTING.has(error.code));
