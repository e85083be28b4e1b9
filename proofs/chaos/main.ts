/** `pnpm chaos`: kills a coordinator again and again, and proves that nothing is lost. */
import { startPostgres } from '../../scripts/test/postgres-server.ts';
import { type ChaosOptions, parseChaosOptions } from './options.ts';
import { type ChaosRecord, runChaos } from './run-chaos.ts';
import { isSound, summarise } from './summarise.ts';

const ON_POSTGRES = 0.2;

/** The embedded database first, then a server of its own. */
const runAll = async ({ kills, seed, database }: ChaosOptions): Promise<ChaosRecord[]> => {
  const say = (line: string) => console.log(line);
  const server = database === 'embedded' ? null : await startPostgres();
  const url = server !== null && 'url' in server ? server.url : null;
  if (server !== null && 'missing' in server) say(`Not on PostgreSQL: ${server.missing}`);
  const onServer =
    url === null ? 0 : database === 'postgres' ? kills : Math.ceil(ON_POSTGRES * kills);
  try {
    const records: ChaosRecord[] = [];
    if (kills > onServer) records.push(await runChaos({ kills: kills - onServer, seed }, say));
    if (url !== null && onServer > 0) {
      say(`On PostgreSQL, which goes away and returns: ${onServer} kills`);
      records.push(await runChaos({ kills: onServer, seed: seed + 1, databaseUrl: url }, say));
    }
    return records;
  } finally {
    if (server !== null && 'stop' in server) await server.stop();
  }
};

const options = parseChaosOptions(process.argv.slice(2));
const result = summarise(await runAll(options));
for (const [name, value] of Object.entries(result)) {
  console.log(`${name.padEnd(16)}${String(value).padStart(8)}`);
}
if (options.json) console.log(JSON.stringify(result));
process.exitCode = isSound(result) ? 0 : 1;
