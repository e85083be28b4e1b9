import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** This machine's addresses in its local networks, IPv4 first. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);

/** A key and a self-signed certificate for localhost and the addresses under which devices reach us. */
export const makeCertificate = async (host: string): Promise<{ key: string; cert: string }> => {
  // A tenth of a second to load, which only this needs.
  const { generate } = await import('selfsigned');
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Tributary' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...[...new Set(['127.0.0.1', ...lanAddresses(), ...(isIP(host) ? [host] : [])])].map(
            (ip) => ({ type: 7 as const, ip }),
          ),
        ],
      },
    ],
  });
  return { key, cert };
};
