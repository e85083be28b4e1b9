/** Where results go: for people, or for programs. */
export interface Output {
  readonly isJson: boolean;
  /** A result: as one line of JSON, or as its text. */
  result(value: unknown, text: () => string): void;
}

export const createOutput = ({
  json = false,
}: {
  readonly json?: boolean | undefined;
}): Output => ({
  isJson: json,
  result: (value, text) => {
    process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
  },
});
