/**
 * The proof that a visitor can save: a consent receipt after ISO/IEC TS 27560:2023 in the terms of the Data Privacy
 * Vocabulary, version 2 (https://w3id.org/dpv/guides/consent-27560). `sluis/consent-receipt.schema.json` is the same as
 * a JSON Schema, and docs/proof.md says which fields of the specification it has and which it can't have.
 *
 * Times are minutes in UTC (`2026-11-22T10:14Z`), periods ISO 8601 (`P6M`). What the configuration does not know is
 * left out.
 */

/** One choice as the browser keeps it and as it is sent to the site's server. */
export interface StoredReceipt {
  schema: 1;
  /** The minute of the choice, UTC. */
  at: string;
  /** The hash of what was asked. */
  asked: string;
  /** The version of the statement then. */
  statement: string | null;
  choices: Record<'analytics' | 'social' | 'advertising', 'granted' | 'denied'>;
  services: Record<string, 'granted' | 'denied'>;
  method: 'banner' | 'panel' | 'embed' | 'withdrawal' | 'api';
  layer: 'banner' | 'settings' | 'embed' | 'none';
  language: string;
  previous: string | null;
}

/** A part of the receipt, or a term of a vocabulary. */
export interface Reference<Id extends string = string> {
  '@id': Id;
}

/** A text; with its language where that is known. */
export type Literal = string | { '@value': string; '@language': string };

export interface ConsentReceipt {
  '@context': Record<string, unknown>;
  /** Version of this form. */
  format: 1;
  '@id': `urn:uuid:${string}`;
  '@type': 'dpv:ConsentReceipt';
  /** By chance, for this file only: it tells nobody apart. */
  'dct:identifier': string;
  'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560';
  /** When the file was made. */
  'dct:created': string;
  'dct:publisher': Reference;
  'dpv:hasDataSubject': Reference & { '@type': 'dpv:DataSubject' };
  'dpv:hasDataController': Reference & { '@type': 'dpv:DataController' } & Company & { 'dct:identifier'?: string; 'dpv:hasAddress'?: string };
  'dpv:hasNotice': Notice[];
  'dpv:hasConsentControl': Reference & { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent']; 'dpv:isExercisedAt': string };
  'dpv:hasRight': { '@type': ['dpv:DataSubjectRight', 'eu-gdpr:A7-3']; 'dpv:isExercisedAt': string }[];
  'dpv:hasAuthority'?: { '@type': 'dpv:Authority' } & Company;
  /** One for each service that is or was asked about. */
  'dpv:hasRecordOfActivity': ConsentRecord[];
  /** What needs no consent and can be switched off. */
  'dpv:hasProcess'?: Process[];
  /** What the browser keeps, word for word. */
  stored: { cookie: string | null; receipts: StoredReceipt[] };
}

export interface Company {
  'dpv:hasName': string;
  /** The name that visitors know, where it is another. */
  'dct:alternative'?: string;
  'dpv:hasContact'?: string | string[];
}

/** The question, or the statement by its address. */
export interface Notice extends Reference {
  '@type': 'dpv:ConsentNotice' | 'dpv:PrivacyNotice';
  /** The hash of what was asked; the statement's version. */
  'dct:identifier'?: string;
  'dct:language'?: string;
  /** From when the statement holds. */
  'dct:date'?: string;
  /** The question's title, its paragraphs and the labels of its buttons, where it is what the page asks now. */
  'dct:title'?: string;
  'dct:description'?: string[];
  'dct:hasPart'?: string[];
}

export interface ConsentRecord {
  '@type': 'dpv:ConsentRecord';
  'dct:identifier': string;
  'dpv:hasDataSubject': Reference;
  'dpv:hasDataController': Reference;
  'dpv:hasNotice'?: Reference;
  'dpv:hasLegalBasis': Reference<'dpv:Consent'>;
  'dpv:hasConsentControl': Reference;
  'dpv:hasProcess': Process;
  /** Each answer, the oldest first. */
  'dpv:hasConsentStatus': Event[];
}

export type ConsentState = 'dpv:ConsentGiven' | 'dpv:RenewedConsentGiven' | 'dpv:ConsentRefused' | 'dpv:ConsentWithdrawn';

export interface Event {
  '@type': [ConsentState] | [ConsentState, 'dpv:ExpressedConsent'];
  'dpv:isIndicatedAtTime': string;
  /** The visitor; the site, where its own code made the choice. */
  'dpv:isIndicatedBy': Reference;
  'dpv:hasIndicationMethod': StoredReceipt['method'];
  'dpv:hasNotice': Reference;
  /** Until when the choice stands if no other follows. */
  'dpv:hasDuration': { '@type': 'dpv:UntilTimeDuration'; 'rdf:value': string };
}

export interface Process {
  '@type': 'dpv:Process';
  'dpv:hasService': { '@type': 'dpv:Service'; 'dct:identifier': string; 'dpv:hasName'?: string };
  'dpv:hasPurpose'?: { '@type': 'dpv:Purpose'; 'skos:broader': Reference; 'dct:title': string; 'dct:description'?: Literal };
  'dpv:hasRecipient'?: { '@type': 'dpv:Recipient' } & Company;
  'dpv:hasStorageCondition'?: StorageCondition[];
  /** Countries outside the European Economic Area. */
  'dpv:hasThirdCountry'?: Reference<`loc:${string}`>[];
  /** What is stored on the visitor's device. */
  'dpv:hasPersonalData'?: {
    '@type': 'dpv:PersonalData';
    'dct:identifier'?: string;
    'dct:type': string;
    'dct:description'?: Literal;
    'dpv:hasStorageCondition'?: StorageCondition[];
  }[];
}

export type StorageCondition =
  | { '@type': 'dpv:StorageLocation'; 'dpv:hasLocation': Reference<`loc:${string}`>[] }
  | { '@type': 'dpv:StorageDuration'; 'dpv:hasDuration': { '@type': 'dpv:TemporalDuration' | 'dpv:UntilEventDuration'; 'rdf:value': string } };
