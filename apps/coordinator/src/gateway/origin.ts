import type { IncomingMessage } from 'node:http';

/**
 * Whether a request is a program's, which sends no origin, or comes from a page that this coordinator
 * served. Browsers send the page's origin with everything that could change something.
 */
export const isOwnOrigin = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
};

/**
 * Whether a client's websocket may be opened: browsers do not stop a foreign page from opening one, and
 * Socket.IO's `cors` option does not either, so it is compared here.
 * @param allowedOrigins of pages elsewhere that may join, e.g. `https://clinic.example.org`
 */
export const mayJoinFrom = (
  request: Pick<IncomingMessage, 'headers'>,
  allowedOrigins: readonly string[],
): boolean => isOwnOrigin(request) || allowedOrigins.includes(request.headers.origin ?? '');
