/** The process dies when it comes to this moment for the n-th time. */
export interface KillOrder {
  readonly moment: string;
  readonly nth: number;
}

/** What the saboteur is told when it is loaded into a coordinator. */
export interface Sabotage {
  /** Lines `reached <moment>` and `killed <moment>` are appended to it. */
  readonly trace: string;
  /** The disk is full while there is such a file. */
  readonly diskFull: string;
  /** A file that may hold a {@link KillOrder}. */
  readonly order: string;
  /** The machine's clock is set forward by so much and back again, over and over. */
  readonly clockJumpMs?: number;
}
