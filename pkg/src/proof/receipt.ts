/**
 * The receipt for machines: ISO/IEC TS 27560:2023 as the Data Privacy Vocabulary writes it (JSON-LD), a receipt around
 * one consent record for each service (https://w3id.org/dpv/guides/consent-27560, sections 9 and 10).
 *
 * It names nobody but the site: the record has no id of the visitor, and neither has this.
 */

import type { ConsentReceipt, Notice } from '../consent-receipt';
import { isCurrent, minute, wayBack, type Facts } from './facts';
import { noticeOf, PARTS, statementOf } from './parts';
import { consentRecord, process } from './record';
import { readable, type StoredReceipt } from './stored';

const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  // What the receipt was made from, word for word.
  stored: { '@id': 'dct:source', '@type': '@json' },
} as const;

export function consentReceipt(facts: Facts): ConsentReceipt {
  const { config, stored } = facts;
  const id = uuid();
  const receipts = readable(stored);
  // What is no longer declared was answered all the same.
  const answered = receipts.flatMap(({ services }) => Object.keys(services));
  const gone = [...new Set(answered)].filter((id) => !config.services.some((one: any) => one.id == id)).map((id) => ({ id }));
  const asked = [...config.services.filter(({ category, basis }: any) => category != 'functional' && basis != 'exempt'), ...gone];
  const exempt = config.services.filter(({ category, basis }: any) => category != 'functional' && basis == 'exempt');
  return {
    '@context': CONTEXT,
    format: 1,
    '@id': `urn:uuid:${id}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': id,
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560',
    'dct:created': minute(facts.at),
    'dct:publisher': PARTS.controller,
    'dpv:hasDataSubject': { ...PARTS.visitor, '@type': 'dpv:DataSubject' },
    'dpv:hasDataController': controller(facts),
    'dpv:hasNotice': [...notices(facts, receipts), ...statement(facts)],
    'dpv:hasConsentControl': {
      ...PARTS.control,
      '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'],
      'dpv:isExercisedAt': wayBack(facts),
    },
    'dpv:hasRight': [{ '@type': ['dpv:DataSubjectRight', 'eu-gdpr:A7-3'], 'dpv:isExercisedAt': wayBack(facts) }],
    ...(config.authority && { 'dpv:hasAuthority': authority(facts) }),
    'dpv:hasRecordOfActivity': asked.map((service: any) => consentRecord(facts, service, receipts, id)),
    ...(exempt.length && { 'dpv:hasProcess': exempt.map((service: any) => process(facts, service)) }),
    stored,
  };
}

function controller({ config: { controller } }: Facts): ConsentReceipt['dpv:hasDataController'] {
  const { name, tradeName, address, email, phone, companyNumber } = controller;
  const contact = [email, phone].filter(Boolean);
  return {
    ...PARTS.controller,
    '@type': 'dpv:DataController',
    'dpv:hasName': name,
    ...(tradeName && { 'dct:alternative': tradeName }),
    ...(companyNumber && { 'dct:identifier': companyNumber }),
    ...(address && { 'dpv:hasAddress': address }),
    ...(contact.length && { 'dpv:hasContact': contact }),
  };
}

function authority({ config: { authority } }: Facts): ConsentReceipt['dpv:hasAuthority'] {
  const { name, url } = authority;
  return { '@type': 'dpv:Authority', 'dpv:hasName': name, ...(url && { 'dpv:hasContact': url }) };
}

/** What each choice answered. Only of what the page asks now are the words here; the manifest of its time has the others. */
function notices(facts: Facts, receipts: StoredReceipt[]): Notice[] {
  const { title, text, labels } = facts.asked;
  const words = { 'dct:title': title, 'dct:description': text, 'dct:hasPart': labels };
  const all = new Map<string, Notice>();
  for (const receipt of receipts) {
    const notice = noticeOf(receipt);
    all.set(notice['@id'], {
      ...notice,
      '@type': 'dpv:ConsentNotice',
      'dct:identifier': receipt.asked,
      'dct:language': receipt.language,
      ...(isCurrent(facts, receipt) && words),
    });
  }
  return [...all.values()];
}

function statement(facts: Facts): Notice[] {
  const found = statementOf(facts);
  if (!found) return [];
  const { version, effective } = facts.config.statement;
  const told = { ...(version && { 'dct:identifier': version }), ...(effective && { 'dct:date': effective }) };
  return [{ ...found, '@type': 'dpv:PrivacyNotice', ...told }];
}

/** A random one (RFC 9562, version 4) for this file only; `randomUUID` is not there on a page without https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
