// Medians with the middle half around them, and ratios of what was measured side by side.

export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

/** Median, and between which values the middle half lies. */
export const spread = (values) => ({ median: quantile(values, 0.5), from: quantile(values, 0.25), to: quantile(values, 0.75) });

/** Below this many milliseconds a time is noise, and a ratio to it says nothing. */
const NOISE = 5;

/** One divided by the other, round by round: a machine that was busy was busy for both. */
export function ratio(ours, theirs) {
  if (theirs.some((value) => value < NOISE)) return null;
  return spread(ours.map((value, round) => value / theirs[round]));
}
