import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const all: readonly Setting<unknown>[] = Object.values(settings);

const line = (name: string, { about, default: value }: Setting<unknown>): string =>
  `  ${name.padEnd(30)}${about}${value === undefined || value === 'false' ? '' : ` (${value})`}`;

const optionLines = all.flatMap((setting) => {
  const { option, takes } = setting;
  return option === undefined
    ? []
    : [line(`--${option}${takes === undefined ? '' : ` <${takes}>`}`, setting)];
});

const variables = all.filter(({ option }) => option === undefined);

/** What `--help` prints. */
export const HELP = `Usage: tributary coordinator [options]

${optionLines.join('\n')}
  --help                        show this

Every option is also an environment variable: --state-dir is TRIBUTARY_STATE_DIR, and goes before it.
These are variables only:

${variables.map((setting) => line(setting.env, setting)).join('\n')}

${variables.flatMap(({ env, isSecret }) => (isSecret ? [`${env}_FILE`] : [])).join(', ')}
name a file that holds the value.
`;
