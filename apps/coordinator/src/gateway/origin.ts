import type { IncomingMessage } from 'node:http';

/**
 * Whether a websocket may be opened. Browsers send the page's origin and Socket.IO's `cors` option
 * does not stop a foreign one, so it is compared here; programs send none and come by token alone.
 */
export const isAllowedOrigin = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
};
