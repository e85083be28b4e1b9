import { describeRejection, isRejection, type RejectionCode } from '@tributary/protocol';

/** A code of the closed table of rejections, or what happened on the way. */
export type ApiErrorCode = RejectionCode | 'unreachable' | 'unexpected-answer';

interface ApiErrorOptions {
  readonly code: ApiErrorCode;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** Why a call brought nothing. `message` is a sentence or two for people: what was wrong and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Whoever is refused for now should come back after so many milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(message: string, { code, status, retryAfterMs, cause }: ApiErrorOptions) {
    super(message, { cause });
    this.code = code;
    this.status = status ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/** The error of an answer that is no good one. @param body parsed where it was JSON */
export const errorOfAnswer = (status: number, body: unknown): ApiError => {
  if (isRejection(body)) {
    const { code, retryAfterMs } = body;
    return new ApiError(describeRejection(body), { code, status, retryAfterMs });
  }
  return new ApiError(
    `The answer (HTTP ${status}) is not one of a coordinator. Check the address, and proxies in between.`,
    { code: 'unexpected-answer', status },
  );
};

/** The error of a call that was not answered. */
export const errorOfSilence = (url: string, cause: unknown): ApiError =>
  new ApiError(
    `No coordinator answers at ${url} (${reasonOf(cause)}). Start one there, or give another address.`,
    { code: 'unreachable', cause },
  );

/** Node's fetch says what happened in the cause, and of several addresses in the first of theirs. */
const reasonOf = (error: unknown): string => {
  const { cause, errors, code, message } = error as {
    cause?: unknown;
    errors?: readonly unknown[];
    code?: string;
    message?: string;
  };
  if (cause !== undefined) return reasonOf(cause);
  return errors?.[0] === undefined ? (code ?? message ?? String(error)) : reasonOf(errors[0]);
};
