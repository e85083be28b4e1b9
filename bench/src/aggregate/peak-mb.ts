/** The largest resident set that this process has had. */
export const peakMB = (): number => process.resourceUsage().maxRSS / 1024;
