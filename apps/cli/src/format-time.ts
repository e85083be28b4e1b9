/** A Unix time in ms as a person reads it in a terminal, in the time of this machine: `2026-11-22 05:44`. */
export const formatTime = (unixMs: number): string => {
  const time = new Date(unixMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
};
