import { isRejection, type Rejection } from '@tributary/protocol';

interface FetchOptions {
  readonly token?: string;
  readonly signal?: AbortSignal;
}

/**
 * GET: a good response, or the coordinator's refusal as a value.
 * @throws {TypeError} when the coordinator cannot be reached.
 * @throws {Error} for a bad status without a refusal, as a proxy gives it.
 */
export const fetchChecked = async (
  url: URL,
  { token, signal }: FetchOptions = {},
): Promise<Response | Rejection> => {
  const response = await fetch(url, {
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok) return response;
  const refusal: unknown = await response.json().catch(() => null);
  if (isRejection(refusal)) return refusal;
  throw new Error(`${url.pathname} answered with status ${response.status}.`);
};
