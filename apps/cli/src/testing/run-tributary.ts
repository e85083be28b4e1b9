import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { programOf } from '../../../../scripts/start/program-of.ts';

const { execArgv, entry } = programOf('apps/cli/src/main.ts');

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of standard output, each read as JSON. */
  json<Value = Record<string, unknown>>(): Value[];
}

interface How {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

/** Starts the command as a person would, with nothing of theirs in the environment. */
export const startTributary = (args: readonly string[], { env, input, cwd }: How = {}): Started => {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TRIBUTARY_'));
  const child = spawn(process.execPath, [...execArgv, entry, ...args], {
    ...(cwd && { cwd }),
    env: { ...Object.fromEntries(own), ...env },
  });
  child.stdin.end(input ?? '');
  const [stdout, stderr, closed] = [text(child.stdout), text(child.stderr), once(child, 'close')];
  const end = async (): Promise<Ended> => {
    const [code] = (await closed) as [number | null];
    const said = await stdout;
    return {
      ...{ code, stdout: said, stderr: await stderr },
      json: () =>
        said
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
    };
  };
  return { child, ended: end() };
};

export const runTributary = (args: readonly string[], how?: How): Promise<Ended> =>
  startTributary(args, how).ended;
