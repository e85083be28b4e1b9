/** `pnpm hostile`: whatever strangers send, the coordinator stays up and an honest run goes on. */
import { parseHostileOptions } from './options.ts';
import { runHostile } from './run-hostile.ts';

const options = parseHostileOptions(process.argv.slice(2));
const { result, attacks, remarks } = await runHostile(options);

for (const { attack, inputs, ms } of attacks) {
  const perSecond = Math.round((inputs / ms) * 1000);
  console.log(
    `${attack.padEnd(12)}${String(inputs).padStart(9)} inputs${String(perSecond).padStart(8)} /s`,
  );
}
for (const [name, value] of Object.entries(result)) {
  console.log(`${name.padEnd(16)}${String(value).padStart(8)}`);
}
for (const remark of remarks) console.log(`! ${remark}`);
if (options.json) console.log(JSON.stringify(result));

/** Small times vary by more than their double. */
const SLACK_MS = 20;
const isSlowed = result.attackedP99Ms > 2 * result.quietP99Ms + SLACK_MS;
const isSound = result.crashes + result.accepted + result.faults === 0 && result.honestRounds > 0;
process.exitCode = isSound && !isSlowed ? 0 : 1;
