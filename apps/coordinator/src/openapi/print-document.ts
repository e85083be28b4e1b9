/** Prints the OpenAPI document of a coordinator, for `docs/openapi.json` and the check of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCoordinator } from '../app.ts';
import { limitsWith } from '../limits.ts';
import { openStores } from '../storage/open-stores.ts';

/** A whole one, since it is the routes that say what they are; it never listens, and its state goes with it. */
const stateDir = await mkdtemp(join(tmpdir(), 'tributary-document-'));
const config = {
  ...{ host: '127.0.0.1', port: 0, stateDir, offline: true, https: false, logLevel: 'silent' },
};
try {
  const stores = openStores({ place: { stateDir }, limits: limitsWith(undefined) });
  const { app } = await buildCoordinator(config, stores);
  await app.ready();
  process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`);
  await app.close();
} finally {
  await rm(stateDir, { recursive: true, force: true });
}
