/**
 * A model of layers may have so many weights: 64 MiB of float32. Phones download it in every round, and the coordinator
 * holds what somebody brings in memory while it is checked.
 */
export const MAX_WEIGHTS = 2 ** 24;
