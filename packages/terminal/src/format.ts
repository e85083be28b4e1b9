/** `0.9731` → `97.31 %`; unknown is a dash. */
export const formatAccuracy = (accuracy: number | null): string =>
  accuracy === null ? '–' : `${(accuracy * 100).toFixed(2)} %`;

/** Mean cross-entropy in nats. */
export const formatLoss = (loss: number | null): string => (loss === null ? '–' : loss.toFixed(3));

/** Decimal units, as on the wire: `3984203` → `4.0 MB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  const [divisor, unit] = bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
};

export const formatSeconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`;

/** A bar of `width` cells; partial cells show eighths. */
export const formatBar = (fraction: number, width: number): string => {
  const eighths = Math.round(Math.min(1, Math.max(0, fraction)) * width * 8);
  const full = '█'.repeat(Math.floor(eighths / 8));
  const rest = eighths % 8 === 0 ? '' : String.fromCharCode(0x2590 - (eighths % 8));
  return (full + rest).padEnd(width, '░');
};
