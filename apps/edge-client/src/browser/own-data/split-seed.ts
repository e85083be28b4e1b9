/** The same examples are set aside whenever they are asked for. */
export const SPLIT_SEED = 1;
