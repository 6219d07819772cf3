/**
 * Makes every declaration of a stylesheet important, from the mark in its source on. Written out there they would
 * only hide what a rule says; left out, one `button { … !important }` of a page would undo two answers that look alike.
 */

const MARK = '/* Important from here on. */';

export function important(css) {
  const [before, ...after] = css.split(MARK);
  if (after.length != 1) throw new Error(`A stylesheet has to say "${MARK}" once, where its declarations become important.`);
  const plain = after[0].replace(/\/\*[^]*?\*\//g, '');
  // In keyframes an important declaration counts for nothing: https://drafts.csswg.org/css-animations/#keyframes
  if (/@keyframes|!important/.test(plain)) throw new Error('After the mark there may be neither @keyframes nor !important.');
  // A declaration ends with `;` or with its block. Strings here hold neither.
  return before + plain.replace(/([^\s{};])\s*(?=[;}])/g, '$1 !important');
}

/**
 * A minified sheet without its marks, a tenth of its bytes: the page puts them back (`strengthen` in src/styles.ts). What is not important is the one rule
 * with `all: initial`.
 */
export function bare(css) {
  const plain = css.replace(/\s*!important/g, '');
  const again = plain.replace(/[^{}](?=[;}])/g, '$&!important').replace(/initial.*?}/, (rule) => rule.replace(/!important/g, ''));
  if (again != css.replace(/\s+!important/g, '!important')) throw new Error('A stylesheet would not come out of src/styles.ts as it went in.');
  return plain;
}
