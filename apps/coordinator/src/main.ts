import { HELP } from './config/help.ts';
import { parseConfig } from './config.ts';
import { describeAddresses } from './describe-addresses.ts';
import { orWrongUsage } from './or-wrong-usage.ts';
import { startCoordinator } from './server.ts';

/** How long a graceful end may take before it is cut short. */
const CLOSE_LIMIT_MS = 10_000;

const main = async (): Promise<void> => {
  const config = orWrongUsage(() => parseConfig(process.argv.slice(2), process.env));
  if (config === null) {
    process.stdout.write(HELP);
    return;
  }
  const coordinator = await startCoordinator(config);
  const { close, ...addresses } = coordinator;
  let closing = false;
  const end = () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (process.send) {
    // Started by another program: it is told where we are, and its end is ours.
    process.on('disconnect', end);
    process.send({ type: 'ready', ...addresses });
  } else {
    const { stateDir } = config;
    const isTerminal = process.stdout.isTTY === true;
    process.stdout.write(describeAddresses({ ...addresses, stateDir, isTerminal }));
  }
};

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
