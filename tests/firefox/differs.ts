// What is otherwise in Firefox than these tests say, by their titles, and why. None of it is ours to change, or it is said
// in the docs.
const ring = 'once the keys have been through the whole page, this Firefox shows no ring of anybody any more: it has no window frame to go to';
const media = 'its driver does not pass on what the system asks for';
const outside = 'of an exception in a script of another site it tells the console nothing';
const left = 'a page that is left while the core is still on its way says that it could not be fetched';

export const differs: Record<string, string> = {
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 1280×720': ring,
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 844×390': ring,
  'A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at 320×256': ring,
  'A-05 nothing moves for who asks for no motion': media,
  'B-07 a script that throws, and one that hangs, keep nobody from the handlers': outside,
  'B-07 handlers for what is over are called once, after all scripts, in the order of the page':
    'it has read ahead, so the second script is there before a timer of the first',
  'W-06 a withdrawal needs no login and takes no function away (logged out)': left,
  'W-06 a withdrawal needs no login and takes no function away (logged in)': left,
  'W-04 all six kinds of cookies go, also from a subdomain under a public suffix and from a folder':
    'they go, but it tells the console of each that it refuses to remove for a public suffix',
};
