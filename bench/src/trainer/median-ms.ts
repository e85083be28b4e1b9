/** Some milliseconds of work, repeated until the time is up; the median of what one took. */
export const medianMs = (seconds: number, step: () => void): number => {
  const endMs = performance.now() + 1000 * seconds;
  const times: number[] = [];
  do {
    const startedMs = performance.now();
    step();
    times.push(performance.now() - startedMs);
  } while (performance.now() < endMs);
  return times.sort((a, b) => a - b)[times.length >> 1] as number;
};
