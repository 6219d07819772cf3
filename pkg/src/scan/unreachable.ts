/** Why a page did not come, for who knows no names of Chromium's: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */

const REASONS: [name: RegExp, words: string][] = [
  [/NAME_NOT_RESOLVED/, 'there is no server of that name, or no network'],
  [/INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED/, 'this machine has no way to it'],
  [/CONNECTION_REFUSED/, 'nothing listens there'],
  [/CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE/, 'the server ended the connection without an answer'],
  [/TIMED_OUT|no answer within/, 'the server does not answer in time'],
  [/TOO_MANY_REDIRECTS/, 'it redirects without end'],
  [/SSL_PROTOCOL_ERROR|SSL_VERSION/, 'the server does not speak https there; http:// may do'],
  [/CERT_/, 'its certificate is not accepted; for one of your own: --chrome-arg=--ignore-certificate-errors'],
  [/UNSAFE_PORT/, 'browsers refuse that port'],
];

/** Chromium's own words stay beside ours, to search for. */
export function inWords(error: string): string {
  const known = REASONS.find(([name]) => name.test(error));
  const bare = error.replace(/\.$/, '');
  return known ? `${known[1]} (${bare})` : bare;
}
