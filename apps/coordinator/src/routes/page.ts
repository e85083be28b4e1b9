import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { contentSecurityPolicy } from '../http/content-security-policy.ts';

/** Where the build leaves room for the nonce; the apps' `vite.config.ts` name the same. */
const NONCE_PLACE = '__CSP_NONCE__';

/** Sends a built page. Its component library may write style elements: they carry a nonce that is new every time. */
export const openPage = async (
  folder: string,
): Promise<(reply: FastifyReply) => Promise<FastifyReply>> => {
  const parts = (await readFile(join(folder, 'index.html'), 'utf8')).split(NONCE_PLACE);
  return async (reply) => {
    const nonce = randomBytes(16).toString('base64url');
    await reply.helmet({ contentSecurityPolicy: contentSecurityPolicy(nonce) });
    return reply.type('text/html').header('cache-control', 'no-store').send(parts.join(nonce));
  };
};
