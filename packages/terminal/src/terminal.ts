/** Where progress goes: finished lines, and on a terminal one last line that keeps changing. */
export interface Terminal {
  print(text: string): void;
  /** Replaces the changing line; nothing in a pipe. */
  show(text: string): void;
}

/** What a terminal needs of stdout or stderr. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export const createTerminal = (stream: OutputStream): Terminal => {
  const clear = stream.isTTY ? '\r\x1b[2K' : '';
  let shown = '';
  return {
    print: (text) => {
      stream.write(`${clear}${text}\n${shown}`);
    },
    show: (text) => {
      if (!stream.isTTY) return;
      // A line that wraps cannot be cleared; some terminals give their width as 0.
      shown = text.slice(0, (stream.columns || 80) - 1);
      stream.write(clear + shown);
    },
  };
};
