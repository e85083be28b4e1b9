import { readFile } from 'node:fs/promises';

/**
 * Says when a process was started: which boot of the machine, and the clock ticks since then (proc(5)). With
 * its number this names one process for good, since numbers are given again.
 * @returns null where it is not to be had: no such process, or no `/proc`
 */
export const processStart = async (pid: number): Promise<string | null> => {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may have spaces; the 22nd is the start.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  } catch {
    return null;
  }
};
