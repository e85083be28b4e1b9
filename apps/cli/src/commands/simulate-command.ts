import type { Command } from 'commander';
import { interruption } from '../interruption.ts';
import { addSimulateOptions, type Preset, readSimulateOptions } from '../simulate/options.ts';

/** `tributary simulate`. @param presets for its help; loading them takes a while */
export const addSimulateCommand = (program: Command, presets: readonly Preset[]): void => {
  const command = addSimulateOptions(program.command('simulate'), presets);
  command.action(async (source: string) => {
    // What trains is only loaded where it is needed.
    const { simulateAndReport } = await import('../simulate/simulate-and-report.ts');
    await simulateAndReport(readSimulateOptions(source, command.opts()), interruption());
  });
};
