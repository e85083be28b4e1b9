/** `pnpm load`: thousands of clients on one coordinator, hundreds of them in every round. */
import { parseLoadOptions } from './options.ts';
import { runLoad } from './run-load.ts';

const options = parseLoadOptions(process.argv.slice(2));
const { result, remarks } = await runLoad(options);

for (const [name, value] of Object.entries(result)) {
  console.log(`${name.padEnd(16)}${String(value).padStart(9)}`);
}
for (const remark of remarks) console.log(`! ${remark}`);
if (options.json) console.log(JSON.stringify(result));
process.exitCode = result.failed === 0 ? 0 : 1;
