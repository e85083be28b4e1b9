import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';

const MOST_REDIRECTS = 5;

/**
 * A `fetch` that accepts any certificate, for coordinators that made theirs themselves: the platform's own could only
 * be told so for the whole process. It follows redirects of the same origin alone, such as that to a run's current
 * model: who may be anybody must not send the token on to somebody else.
 */
export const trustingFetch = async (request: Request): Promise<Response> => {
  const body = request.body === null ? undefined : await request.text();
  let url = request.url;
  for (let followed = 0; ; followed++) {
    const answer = await send(url, request, body);
    const next = followed < MOST_REDIRECTS ? redirectOf(request, url, answer) : null;
    if (next === null) return responseOf(answer);
    url = next;
  }
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly content: Buffer<ArrayBuffer>;
}

const send = (url: string, request: Request, body: string | undefined): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? requestHttps : requestHttp;
    const options = {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      rejectUnauthorized: false,
      signal: request.signal,
    };
    const sent = open(url, options, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      buffer(answer)
        .then((content) => resolve({ status, headers, content }))
        .catch(reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Where an answer leads on to; null where it is the last one. */
const redirectOf = (
  { method, redirect }: Request,
  from: string,
  { status, headers: { location } }: Answer,
): string | null => {
  const isRead = method === 'GET' || method === 'HEAD';
  const leadsOn = [301, 302, 303, 307, 308].includes(status);
  if (!isRead || !leadsOn || redirect !== 'follow' || !URL.canParse(location ?? '', from)) {
    return null;
  }
  const next = new URL(location ?? '', from);
  return next.origin === new URL(from).origin ? next.href : null;
};

const responseOf = ({ status, headers, content }: Answer): Response => {
  const type = headers['content-type'] ?? 'text/plain';
  // Some statuses must not have a body, not even an empty one.
  const body = content.length === 0 ? null : content;
  return new Response(body, { status, headers: { 'content-type': type } });
};
