/** So many of something, in words: `1 page`, `2 pages`. */
export const amount = (many: number, one: string): string => `${many} ${one}${many == 1 ? '' : 's'}`;
