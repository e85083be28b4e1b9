import { z } from 'zod';

/** The versions of SPEC.md that this code speaks, newest first. */
export const PROTOCOL_VERSIONS = [1] as const;

/** What a client offers when it connects: every version it speaks. */
export const offeredVersionsSchema = z.array(z.number().int().min(1).max(1_000_000)).min(1).max(32);

/** The newest version that both sides speak, or null when there is none (SPEC §1.2). */
export const negotiateVersion = (
  offered: readonly number[],
  spoken: readonly number[] = PROTOCOL_VERSIONS,
): number | null => {
  const common = spoken.filter((version) => offered.includes(version));
  return common.length === 0 ? null : Math.max(...common);
};
