/** What the page of views offers. The tests of the views walk through the same lists. */

export const views = [
  'question', 'again', 'settings', 'unfolded', 'objection', 'receipts', 'left', 'proof', 'information', 'notice', 'saved', 'unsaved', 'withdrawn',
  'failed', 'absent', 'control', 'declaration', 'panel', 'placeholder', 'statement',
] as const;

export type Name = (typeof views)[number];

/** Each in words. */
export const titles: Record<Name, string> = {
  question: 'The question',
  again: 'Asked again after a change',
  settings: 'The settings',
  unfolded: 'The settings, all opened',
  objection: 'Global Privacy Control',
  receipts: 'Proof of the choice',
  left: 'What could not be removed',
  proof: 'The proof as a page',
  information: 'Nothing to choose',
  notice: 'Said that nothing is asked',
  saved: 'Saved',
  unsaved: 'The browser keeps nothing',
  withdrawn: 'Withdrawn',
  failed: 'The settings don’t come',
  absent: 'Sluis itself doesn’t come',
  control: 'The small button',
  declaration: 'The declaration',
  panel: 'The settings in a page',
  placeholder: 'A video that waits',
  statement: 'The statement',
};

export const sizes = ['320×568', '390×844', '768×1024', '1024×768', '1280×720', '1920×1080'];
export const themes = ['light', 'dark', 'auto'];
export const layouts = ['bar', 'box', 'corner'];
export const corners = ['left', 'right'];
