// A certificate of a minute old for the loopback server. Third parties keep their real names in these
// tests, and many of those may only be reached over TLS (https://hstspreload.org), so the server must
// speak it. Written out as DER (RFC 5280, section 4.1) because no key should be committed and a bare
// machine may have no `openssl`; the browser is told not to judge it.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const element = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const length = content.length < 128
    ? [content.length]
    : content.length < 256
      ? [0x81, content.length]
      : [0x82, content.length >> 8, content.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: Buffer[]): Buffer => element(0x30, ...parts);
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const time = (at: Date): Buffer =>
  element(0x17, Buffer.from(at.toISOString().replace(/^..(..)-(..)-(..)T(..):(..):(..).*$/, '$1$2$3$4$5$6Z')));

export function certificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(element(0x06, bytes('2a8648ce3d040302')));
  const commonName = element(0x06, bytes('550403'));
  const name = sequence(element(0x31, sequence(commonName, element(0x0c, Buffer.from('loopback')))));
  const day = 86_400_000;
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + 30 * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = element(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = sequence(body, ecdsaWithSha256, signature).toString('base64').replace(/.{1,64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der}-----END CERTIFICATE-----\n`,
  };
}
