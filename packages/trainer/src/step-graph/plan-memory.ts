import { sizeOf } from '../kernels/wasm/wasm-heap.ts';
import type { Operand, RecordedCall, Recording } from './recording.ts';

const ALIGNMENT = 16;

/** Where each value that the calls make lies, as a distance from the start of one block of memory. */
export interface MemoryPlan {
  readonly offsets: ReadonlyMap<number, number>;
  /** The size of the block. */
  readonly bytes: number;
  /** What they would take if nothing were shared. */
  readonly bytesMade: number;
}

/** What may share memory with what. */
export interface PlanRules {
  /** Values that have a place of their own already. */
  readonly placed: ReadonlySet<number>;
  /** The inputs of a call that its output may lie on top of, by name. */
  overwrites(call: RecordedCall, output: number): readonly string[];
}

interface Gap {
  readonly start: number;
  readonly end: number;
}

/** Free stretches of a block that grows at its end; first fit, neighbours are joined again. */
const createSpace = () => {
  let gaps: Gap[] = [];
  let end = 0;
  return {
    take: (bytes: number): number => {
      const index = gaps.findIndex((gap) => gap.end - gap.start >= bytes);
      if (index >= 0) {
        const { start, end: stop } = gaps[index] as Gap;
        const rest = stop - start > bytes ? [{ start: start + bytes, end: stop }] : [];
        gaps = gaps.toSpliced(index, 1, ...rest);
        return start;
      }
      const last = gaps.at(-1);
      const start = last?.end === end ? last.start : end;
      if (last?.end === end) gaps = gaps.slice(0, -1);
      end = start + bytes;
      return start;
    },
    giveBack: (start: number, bytes: number): void => {
      const joined = { start, end: start + bytes };
      const before = gaps.filter((gap) => gap.end <= start);
      const after = gaps.filter((gap) => gap.start >= joined.end);
      const left = before.at(-1)?.end === start ? before.pop() : undefined;
      const right = after[0]?.start === joined.end ? after.shift() : undefined;
      gaps = [...before, { start: left?.start ?? start, end: right?.end ?? joined.end }, ...after];
    },
    size: () => end,
  };
};

/** The memory of a value; tfjs keeps a boolean in a byte and other numbers in four. */
export const bytesOf = ({ shape, dtype }: Operand): number =>
  (dtype === 'bool' ? 1 : 4) * sizeOf(shape);

/** Bytes up to the next multiple of a vector's 16. */
export const align = (bytes: number): number =>
  Math.ceil(Math.max(bytes, 1) / ALIGNMENT) * ALIGNMENT;

const padded = (operand: Operand): number => align(bytesOf(operand));

/** The last call that reads each value; results are read after the last. */
const lastReads = ({ calls, results }: Recording): Map<number, number> => {
  const last = new Map<number, number>();
  calls.forEach((call, index) => {
    for (const { value } of [...call.outputs, ...Object.values(call.inputs)])
      last.set(value, index);
  });
  for (const { value } of results) last.set(value, calls.length);
  return last;
};

/**
 * Gives every value a place in one block, from its making to its last reading; afterwards the place
 * serves others. A linear scan in the order of the calls.
 */
export const planMemory = (recording: Recording, rules: PlanRules): MemoryPlan => {
  const last = lastReads(recording);
  const space = createSpace();
  const offsets = new Map<number, number>();
  const sizes = new Map<number, number>();
  let bytesMade = 0;
  recording.calls.forEach((call, index) => {
    const dying = new Map(
      Object.entries(call.inputs).filter(
        ([, { value }]) => offsets.has(value) && last.get(value) === index,
      ),
    );
    const taken = new Set<number>();
    call.outputs.forEach((output, position) => {
      if (rules.placed.has(output.value)) return;
      const bytes = padded(output);
      bytesMade += bytes;
      const heir = rules
        .overwrites(call, position)
        .map((name) => dying.get(name)?.value)
        .find((value) => value !== undefined && !taken.has(value) && sizes.get(value) === bytes);
      if (heir !== undefined) taken.add(heir);
      offsets.set(
        output.value,
        heir === undefined ? space.take(bytes) : (offsets.get(heir) as number),
      );
      sizes.set(output.value, bytes);
    });
    const dead = new Set([...dying.values()].map(({ value }) => value));
    for (const { value } of call.outputs) if (last.get(value) === index) dead.add(value);
    for (const value of dead) {
      const offset = offsets.get(value);
      if (offset !== undefined && !taken.has(value)) {
        space.giveBack(offset, sizes.get(value) as number);
      }
    }
  });
  return { offsets, bytes: space.size(), bytesMade };
};
