// What is checked one by one, with a line for each, where Playwright is not what runs it.
export const counts = { ok: 0, FAIL: 0 };

export async function check(title, work) {
  let verdict = 'ok';
  let why = '';
  try {
    await work();
  } catch (error) {
    verdict = 'FAIL';
    why = `\n${error.stack || error}`.replaceAll('\n', '\n     ');
  }
  counts[verdict] += 1;
  console.log(`${verdict.padEnd(4)} ${title}${why}`);
  return verdict;
}
