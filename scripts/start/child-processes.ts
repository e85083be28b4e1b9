import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { programOf } from './program-of.ts';
import { StartError } from './start-error.ts';

/** How long a child may take to end before it is killed. */
const GRACE_MS = 8_000;
const KEPT_LINES = 20;

export interface Child {
  readonly process: ChildProcess;
  /** Rejects with a `StartError` when the child ends without having been asked to. */
  readonly failed: Promise<never>;
  /** What it printed last, at most twenty lines. */
  lastLines(): readonly string[];
  /** Asks the child to end; kills it after a grace. */
  end(): Promise<void>;
}

/**
 * Starts one of the project's programs (see `programOf`), with a channel for messages. It
 * ends when this process does.
 * @param title what people call it, e.g. "The coordinator"
 */
export const startChild = (title: string, source: string, args: readonly string[]): Child => {
  const { entry, execArgv } = programOf(source);
  const child = fork(entry, args, {
    execArgv: [...execArgv, '--import', new URL('end-with-parent.mjs', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lastLines = keepLastLines(child);
  let isEnding = false;
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new StartError(`${title}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (!isEnding) reject(new StartError(describeEnd(title, signal ?? code, lastLines())));
    });
  });
  // A child that fails while nobody waits for it must not bring this process down.
  failed.catch(() => {});
  const killWithThis = () => child.kill('SIGKILL');
  process.once('exit', killWithThis);
  const end = async () => {
    isEnding = true;
    // What never started has no end to wait for.
    const isStarted = child.pid !== undefined;
    if (isStarted && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    }
    process.off('exit', killWithThis);
  };
  return { process: child, failed, lastLines, end };
};

/** What the child printed last, to explain why it ended. */
export const keepLastLines = (child: ChildProcess) => {
  let lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines = [...lines, ...chunk.toString().split('\n').filter(Boolean)].slice(-KEPT_LINES);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => lines;
};

/** The child's own last words, which say what to do if it gave up by itself. */
const describeEnd = (title: string, how: number | string | null, lines: readonly string[]) => {
  const ending = typeof how === 'string' ? `was ended by ${how}` : `ended with code ${how}`;
  const words = lines.length > 0 ? lines : ['It printed nothing. Start it by itself to see more.'];
  return [`${title} ${ending}.`, ...words].join('\n');
};
