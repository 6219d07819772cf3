// What is otherwise in Firefox than these tests say, by their titles, and why. None of it is ours to change, or it is said
// in the docs.
const ring = 'once the keys have been through the whole page, this Firefox shows no ring of anybody any more: it has no window frame to go to';
const media = 'its driver does not pass on what the system asks for';
const outside = 'of an exception in a script of another site it tells the console nothing';
const taken = 'the script that it asked for ahead, which the log leaves out, is the one that it runs: it asks for it once';
const ends = 'its Cookie Store does not say when a cookie ends, so nobody is told';

const part = 'to what can be seen in part it does not scroll when a script gives it focus';

export const differs: Record<string, string> = {
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 1280×720': ring,
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 844×390': ring,
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 320×256': ring,
  'A-02 two engines find nothing in the statement, nor in the proof that a visitor saves':
    'its driver does not bring what is saved to where the test reads it',
  'A-02 A-04 axe finds nothing, every target is 44 pixels, and all of it can be reached (light)': part,
  'A-02 A-04 axe finds nothing, every target is 44 pixels, and all of it can be reached (dark)': part,
  'A-05 nothing moves for who asks for no motion': media,
  'B-07 a script that throws, and one that hangs, keep nobody from the handlers': outside,
  'B-07 handlers for what is over are called once, after all scripts, in the order of the page':
    'it has read ahead, so the second script is there before a timer of the first',
  'B-09 with JavaScript off nothing of anybody else is asked for on any page of the five':
    'its driver switches scripts off, and not the reading ahead that asks for them',
  'B-12 an embed in a box that keeps a ratio: nothing moves, nothing is asked for, and it can be shown by itself':
    'its driver scrolls what it clicks to the middle of the window, and here there is room for that',
  'G-07 W-01 twisted-bytes: after accept nothing is there that is not declared, nothing lives longer, and every page has its way back': taken,
  'S-02 in advanced mode the tag runs unasked, denied, stores nothing, and is told of the choice': taken,
  'S-05 PostHog (posthog-js) opts in and out, and sends no event of its own for it':
    'it tells the console of each cookie that PostHog tries for a public suffix',
  'what is not declared is told, with the lines to add (waiting)': ends,
  'what is not declared is told, with the lines to add (tag)': ends,
  'who stores something is told where a script of another site does it, also later': ends,
  'the panel works under a strict policy and Trusted Types, by keyboard, and is copied': 'its driver gives no leave to read the clipboard',
  'W-04 all six kinds of cookies go, also from a subdomain under a public suffix and from a folder':
    'they go, but it tells the console of each that it refuses to remove for a public suffix',
};
