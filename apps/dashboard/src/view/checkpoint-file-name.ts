/** A file name that every system takes, e.g. "handwritten-digits-round-3.trb". */
export const checkpointFileName = (runName: string, round: number): string => {
  const slug = runName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return `${slug || 'run'}-round-${round}.trb`;
};
