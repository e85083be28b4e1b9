import { z } from 'zod';

/** A client's public key: an uncompressed point of P-256 (65 bytes) in base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{87}$/, 'A P-256 point, base64url.');

/** What a connecting client shows to be who it is (SPEC §1.5). */
export const clientProofSchema = z.object({
  publicKey: publicKeySchema,
  /** ECDSA with SHA-256 over {@link proofText} in UTF-8: r and s (64 bytes) in base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, 'An ECDSA signature, base64url.'),
});
export type ClientProof = z.output<typeof clientProofSchema>;

interface ProvenConnection {
  /** Engine.IO's session id, which the coordinator draws anew for every connection. */
  readonly connection: string;
  readonly token: string;
  readonly protocolVersions: readonly number[];
}

/**
 * The text that a client signs when it connects. The purpose in front keeps the signature from
 * passing for another kind of message; the connection's id makes it good once; the token and the
 * versions say what was agreed to, so that nobody in between exchanges them.
 */
export const proofText = ({ connection, token, protocolVersions }: ProvenConnection): string =>
  JSON.stringify(['tributary client proof', protocolVersions, connection, token]);
