/** Published vectors that nothing here can be held to, and why. */
export const leftOut: ReadonlyMap<string, string> = new Map([
  [
    'DP-03',
    'An approximation by the central limit theorem, which is no bound: it may promise too much.',
  ],
  ...Array.from(
    { length: 11 },
    (_, index) =>
      [
        `SA-${String(index + 1).padStart(2, '0')}`,
        'Secure aggregation, which there is none of yet.',
      ] as const,
  ),
]);
