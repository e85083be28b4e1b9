/** An argument as a person would type it in a POSIX shell: in quotes where the shell would cut it up. */
export const quoteForShell = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
