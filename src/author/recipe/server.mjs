// The Content-Security-Policy of each visitor's own choice, written by Sluis from consent.json. Write it again when that
// file changes. Needs Node 18 or newer; `policy` itself runs anywhere.
import { createServer } from 'node:http';

const RECORD = /^1~(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z~(a[01]s[01]r[01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[\w.-]+)?~[bpewx]((?:~v\.[\w.-]+)*)$/;
const SERVICES = [
  {list}
];

export function policy(cookies = '', now = Date.now() / 60_000) {
  const records = [...cookies.matchAll(/(?:^|;)\s*sluis_consent=([^;]*)/g)].map(([, value]) => RECORD.exec(value.trim()));
  const age = ([, year, month, ...rest]) => now - Date.UTC(year, month - 1, ...rest.slice(0, 3)) / 60_000;
  const [newest] = records.filter((record) => record && age(record) >= -{skew}).sort((one, other) => age(one) - age(other));
  const holds = newest && age(newest) < {minutes} && (newest[7] ? newest[7] === '{asked}' : newest[6] + newest[8] === 'a0s0r0');
  const choice = holds ? `${newest[6]}${newest[8]}~` : 'none';
  const granted = SERVICES.filter(([when]) => when.test(choice)).map(([, sources]) => sources).join('');
  return `{policy}`;
}

createServer((request, response) => {
  response.setHeader('{header}', policy(request.headers.cookie));
  response.setHeader('Vary', 'Cookie');
  response.end('Your page.\n');
}).listen(process.env.PORT || 8080, '127.0.0.1');
