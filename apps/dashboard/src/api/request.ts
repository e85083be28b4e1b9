import { isRejection, type RejectionCode, rejections } from '@tributary/protocol';
import { OutdatedPageError } from './outdated-page-error.ts';

/** The coordinator refused a request, or could not be reached. Its message is for people. */
export class RequestError extends Error {
  readonly code: RejectionCode | 'unreachable';
  /** The particular: a field, a number. */
  readonly detail: string | undefined;

  constructor(
    code: RejectionCode | 'unreachable',
    message: string,
    options: { readonly detail?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'RequestError';
    this.code = code;
    this.detail = options.detail;
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON; bytes as they are. */
  readonly body?: unknown;
}

/** What an answer must be: a Zod schema, or whatever throws when it is something else. */
export interface AnswerSchema<Answer> {
  readonly parse: (answer: unknown) => Answer;
}

/**
 * Asks the coordinator and checks its answer against the schema.
 * @throws {RequestError} for a refusal, and with code `unreachable` when no answer came.
 * @throws {OutdatedPageError} when the answer does not fit the schema.
 */
export const request = async <Answer>(
  schema: AnswerSchema<Answer>,
  path: string,
  { method = 'GET', body }: RequestOptions = {},
): Promise<Answer> => {
  const response = await send(path, {
    method,
    ...bodyOf(body),
  });
  const answer = parseJson(await response.text());
  if (!response.ok) throw refusalOf(answer, response.status);
  try {
    return schema.parse(answer);
  } catch (cause) {
    throw new OutdatedPageError(cause);
  }
};

const bodyOf = (body: unknown): Pick<RequestInit, 'headers' | 'body'> => {
  if (body === undefined) return {};
  return body instanceof Uint8Array
    ? {
        headers: { 'content-type': 'application/octet-stream' },
        body: body as Uint8Array<ArrayBuffer>,
      }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
};

const send = async (path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new RequestError(
      'unreachable',
      'The coordinator cannot be reached. Check that it is running and that this device is online.',
      { cause },
    );
  }
};

const parseJson = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

const refusalOf = (answer: unknown, status: number): RequestError => {
  if (isRejection(answer)) {
    const { code, message, detail } = answer;
    return new RequestError(code, message, { detail });
  }
  // A proxy in between answers for a coordinator that is down.
  if (status >= 502 && status <= 504) {
    return new RequestError('unreachable', 'The coordinator does not answer. Is it running?');
  }
  return new RequestError('internal-error', rejections['internal-error'].message, {
    detail: `HTTP status ${status}`,
  });
};
