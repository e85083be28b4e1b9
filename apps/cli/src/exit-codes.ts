import { ApiError } from '@tributary/api-client';
import { prettifyError, ZodError } from 'zod';
import { UsageError } from './usage-error.ts';

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Errors that are a sentence for people; of all others the stack is of use. */
const SAID = new Set([
  'ApiError',
  'RunEndError',
  'UsageError',
  'RangeError',
  'DatasetError',
  'TrainerError',
]);

/** What to tell of an error, to people or to programs. */
export const describeError = (error: unknown, isJson: boolean): string => {
  const message = messageOf(error);
  if (isJson) {
    const code = error instanceof ApiError ? error.code : codeOf(error);
    return jsonError(code, message);
  }
  const isSaid =
    !(error instanceof Error) ||
    SAID.has(error.name) ||
    error instanceof ZodError ||
    // Of the operating system: it says what and where.
    'syscall' in error;
  return isSaid ? message : (error.stack ?? message);
};

/** An error as programs read it. @param message as it may stand in a terminal */
export const jsonError = (code: string, message: string): string =>
  JSON.stringify({ error: { code, message: message.replace(/^error: /, '').trim() } });

const messageOf = (error: unknown): string => {
  if (error instanceof ZodError) return prettifyError(error);
  return error instanceof Error ? error.message : String(error);
};

const codeOf = (error: unknown): string => (error instanceof UsageError ? 'usage' : 'failed');

export const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError ? EXIT.usage : EXIT.failed;
