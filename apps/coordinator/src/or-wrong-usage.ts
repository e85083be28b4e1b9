/** The words of the command are wrong, or what was set; a failure of another kind ends with 1. */
const WRONG_USAGE = 2;

/** What a program was told. What cannot be read is said in a sentence, and ends the process. */
export const orWrongUsage = <Options>(read: () => Options): Options => {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return process.exit(WRONG_USAGE);
  }
};
