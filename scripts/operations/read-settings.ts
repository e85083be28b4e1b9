import { execFileSync } from 'node:child_process';

/** A setting of the coordinator, as it describes it itself. */
export interface DescribedSetting {
  readonly env: string;
  readonly option?: string;
  readonly isSecret?: boolean;
  readonly default?: string;
  readonly about: string;
  readonly allowed: string;
}

const PROGRAM = 'apps/coordinator/src/config/print-settings.ts';

/** Asks the coordinator, since an app's code is not imported. */
export const readSettings = (root: string): DescribedSetting[] =>
  JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', PROGRAM], { cwd: root, encoding: 'utf8' }),
  );
