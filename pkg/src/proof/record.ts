/** One service in the receipt: what is done with the data, and each answer that the visitor gave. */

import type { ConsentRecord, ConsentState, Event, Process } from '../consent-receipt';
import { until, type Facts } from './facts';
import { noticeOf, PARTS, statementOf } from './parts';
import type { StoredReceipt } from './stored';
import type { Local } from './words';

/** What each kind of cookies is for, in the vocabulary (https://w3id.org/dpv#vocab-purposes). */
const PURPOSES: Record<string, `dpv:${string}`> = {
  analytics: 'dpv:ServiceUsageAnalytics',
  social: 'dpv:ServiceProvision',
  advertising: 'dpv:TargetedAdvertising',
};

/** The European Economic Area: `is_in_area` of `src/core/config.rs`. */
const AREA = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');

export function consentRecord(facts: Facts, service: any, receipts: StoredReceipt[], id: string): ConsentRecord {
  const notice = statementOf(facts);
  return {
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': `${id}/${service.id}`,
    'dpv:hasDataSubject': PARTS.visitor,
    'dpv:hasDataController': PARTS.controller,
    ...(notice && { 'dpv:hasNotice': notice }),
    'dpv:hasLegalBasis': { '@id': 'dpv:Consent' },
    'dpv:hasConsentControl': PARTS.control,
    'dpv:hasProcess': process(facts, service),
    'dpv:hasConsentStatus': events(facts, service.id, receipts),
  };
}

/** Each answer about one service, the oldest first. */
function events(facts: Facts, id: string, receipts: StoredReceipt[]): Event[] {
  let before: ConsentState | undefined;
  return receipts.flatMap((receipt) => {
    const answer = receipt.services[id];
    if (!answer) return [];
    before = state(answer == 'granted', receipt.method == 'withdrawal', before);
    // A choice that the page's own code has made proves less: it is not known that the visitor made it.
    const own = receipt.method != 'api';
    return {
      '@type': own && answer == 'granted' ? [before, 'dpv:ExpressedConsent'] : [before],
      'dpv:isIndicatedAtTime': receipt.at,
      'dpv:isIndicatedBy': own ? PARTS.visitor : PARTS.controller,
      'dpv:hasIndicationMethod': receipt.method,
      'dpv:hasNotice': noticeOf(receipt),
      'dpv:hasDuration': { '@type': 'dpv:UntilTimeDuration', 'rdf:value': until(facts, receipt) },
    };
  });
}

const GIVEN = ['dpv:ConsentGiven', 'dpv:RenewedConsentGiven'];

/** https://w3id.org/dpv#vocab-consent-status */
function state(granted: boolean, withdraws: boolean, before?: ConsentState): ConsentState {
  const given = GIVEN.includes(before!);
  if (granted) return given ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven';
  // Of more than ten choices the first are forgotten. What is withdrawn stays so until it is given anew.
  return given || before == 'dpv:ConsentWithdrawn' || (withdraws && !before) ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused';
}

export function process({ words }: Facts, service: any): Process {
  const { id, name, category, provider, legalName, purpose, countries, retentionMonths, items = [], privacyUrl } = service;
  const company = legalName || provider;
  const locations = countries && countries.map(location);
  const third = countries && countries.filter((code: string) => !AREA.includes(code)).map(location);
  return {
    '@type': 'dpv:Process',
    'dpv:hasService': { '@type': 'dpv:Service', 'dct:identifier': id, ...(name && { 'dpv:hasName': name }) },
    ...(category && {
      'dpv:hasPurpose': {
        '@type': 'dpv:Purpose',
        'skos:broader': { '@id': PURPOSES[category] },
        'dct:title': words.say(`cat.${category}.name`),
        ...(purpose && { 'dct:description': literal(words.local(purpose)) }),
      },
    }),
    ...(company && {
      'dpv:hasRecipient': {
        '@type': 'dpv:Recipient',
        'dpv:hasName': company,
        ...(provider && provider != company && { 'dct:alternative': provider }),
        ...(privacyUrl && { 'dpv:hasContact': privacyUrl }),
      },
    }),
    ...((locations || retentionMonths != null) && {
      'dpv:hasStorageCondition': [
        ...(locations ? [{ '@type': 'dpv:StorageLocation' as const, 'dpv:hasLocation': locations }] : []),
        ...(retentionMonths != null ? [kept(`P${retentionMonths}M`)] : []),
      ],
    }),
    ...(third?.length && { 'dpv:hasThirdCountry': third }),
    ...(items.length && {
      'dpv:hasPersonalData': items.map((item: any) => ({
        '@type': 'dpv:PersonalData',
        ...(item.name && { 'dct:identifier': item.name }),
        'dct:type': item.storage || 'cookie',
        ...(item.purpose && { 'dct:description': literal(words.local(item.purpose)) }),
        ...(item.retention && { 'dpv:hasStorageCondition': [kept(item.retention)] }),
      })),
    }),
  };
}

const location = (code: string) => ({ '@id': `loc:${code}` as const });

/** A period as consent.json writes it. */
function kept(period: string) {
  const event = { session: 'the browser is closed', persistent: 'the visitor deletes it' }[period];
  return {
    '@type': 'dpv:StorageDuration',
    'dpv:hasDuration': event
      ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': event }
      : { '@type': 'dpv:TemporalDuration', 'rdf:value': period },
  } as const;
}

const literal = (local?: Local) => local && (local.language ? { '@value': local.text, '@language': local.language } : local.text);
