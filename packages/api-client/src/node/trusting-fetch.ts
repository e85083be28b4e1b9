import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';

/**
 * A `fetch` that accepts any certificate, for coordinators that made theirs themselves: the platform's own could only
 * be told so for the whole process.
 */
export const trustingFetch = async (request: Request): Promise<Response> => {
  const body = request.body === null ? undefined : await request.text();
  return new Promise((resolve, reject) => {
    const open = request.url.startsWith('https:') ? requestHttps : requestHttp;
    const options = {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      rejectUnauthorized: false,
      signal: request.signal,
    };
    const sent = open(request.url, options, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      buffer(answer)
        .then((content) => {
          const type = headers['content-type'] ?? 'text/plain';
          // Some statuses must not have a body, not even an empty one.
          const body = content.length === 0 ? null : content;
          resolve(new Response(body, { status, headers: { 'content-type': type } }));
        })
        .catch(reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
};
