/**
 * Turns "which group is each example in" around into the examples of each group. Every example
 * lands in exactly one group and every group ascends, whatever the assignment.
 * @param groups one group number in [0, numGroups) per example
 */
export const groupIndices = (groups: Int32Array, numGroups: number): Int32Array[] => {
  const sizes = new Int32Array(numGroups);
  for (const group of groups) sizes[group] = (sizes[group] as number) + 1;
  const grouped = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(numGroups);
  groups.forEach((group, index) => {
    const position = filled[group] as number;
    (grouped[group] as Int32Array)[position] = index;
    filled[group] = position + 1;
  });
  return grouped;
};
