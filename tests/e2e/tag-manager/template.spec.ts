// What can be known of the template without a browser: its form, its language, its permissions, its own tests.
import { strict as assert } from 'node:assert';
import { expect, test } from '@playwright/test';
import { parseAst } from 'vite';
import { sandbox, type Call } from './sandbox.ts';
import { code, info, metadata, parameters, permissions, scenarios, sections, setup, written } from './template.ts';

const keys = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage', 'personalization_storage', 'functionality_storage', 'security_storage'];
const state = (decided: boolean) => ({ decided, categories: { functional: 'granted', analytics: 'granted', social: 'granted', advertising: 'granted' } });
const present = (decided: boolean) => ({ sluis: { version: '0.1.0', on: (_event: string, listener: (state: unknown) => void) => listener(state(decided)) } });

test('S-02 the template has the sections and fields that Tag Manager documents', () => {
  expect([...sections.keys()]).toEqual(['INFO', 'TEMPLATE_PARAMETERS', 'SANDBOXED_JS_FOR_WEB_TEMPLATE', 'WEB_PERMISSIONS', 'TESTS', 'NOTES']);
  expect(info).toMatchObject({ type: 'TAG', id: 'cvt_temp_public_id', version: 1, securityGroups: [], containerContexts: ['WEB'] });
  expect(info.description.length).toBeLessThanOrEqual(400);
  expect(parameters.map(({ type, name, simpleValueType }) => [type, name, simpleValueType])).toEqual([['TEXT', 'waitForUpdate', true], ['TEXT', 'regions', true]]);
  for (const { instance, clientAnnotations, isRequired } of written) {
    expect([instance.key.versionId, clientAnnotations.isEditedByUser, isRequired]).toEqual(['1', true, true]);
  }
  for (const key of ['homepage', 'documentation', 'versions']) expect(metadata).toMatch(new RegExp(`^${key}:`, 'm'));
  const [, regions] = parameters;
  const valid = new RegExp(regions!.valueValidators[0].args[0]);
  for (const good of ['', 'NL', 'NL, BE', 'US-CA ,NL']) expect(valid.test(good), good).toBe(true);
  for (const bad of ['nl', 'NL;BE', 'Nederland', 'NL,', 'all']) expect(valid.test(bad), bad).toBe(false);
});

test('the code keeps to the language of the sandbox', () => {
  const known = new Set(['require', 'data', 'undefined']);
  const kinds = new Set<string>();
  const names = new Set<string>();
  const visit = (node: any, parent?: any, place?: string): void => {
    if (!node || typeof node != 'object') return;
    if (Array.isArray(node)) return node.forEach((one) => visit(one, parent, place));
    if (typeof node.type == 'string') {
      kinds.add(node.type);
      if (node.regex || node.type === 'Literal' && typeof node.value == 'bigint') kinds.add('special literal');
      const own = (parent?.type === 'MemberExpression' && place === 'property' && !parent.computed) || (parent?.type === 'Property' && place === 'key');
      if (node.type === 'VariableDeclarator') known.add(node.id.name);
      if (node.type === 'ArrowFunctionExpression') for (const param of node.params) known.add(param.name);
      if (node.type === 'Identifier' && !own) names.add(node.name);
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'type') visit(child, node.type ? node : parent, key);
  };
  visit(parseAst(`function template() {\n${code}\n}`));
  names.delete('template');
  // ECMAScript 5.1, `const`, `let` and arrows; no `new`, no `this`, no global of a browser.
  expect([...kinds].sort()).toEqual([
    'ArrayExpression', 'ArrowFunctionExpression', 'AssignmentExpression', 'BinaryExpression', 'BlockStatement', 'CallExpression', 'ExpressionStatement',
    'FunctionDeclaration', 'Identifier', 'IfStatement', 'Literal', 'LogicalExpression', 'MemberExpression', 'ObjectExpression', 'Program', 'Property',
    'ReturnStatement', 'UnaryExpression', 'VariableDeclaration', 'VariableDeclarator',
  ].filter((kind) => kinds.has(kind)));
  expect([...names].filter((name) => !known.has(name))).toEqual([]);
});

test('S-02 S-03 default, update and event, with all seven keys; every permission is used, and none is missing', () => {
  const told: Call[] = [];
  const used = sandbox(present(true), code, { waitForUpdate: '700' }, permissions, (...call) => told.push(call));
  expect(told.map(([api]) => api)).toEqual(['gtagSet', 'setDefaultConsentState', 'updateConsentState', 'push', 'updateConsentState', 'push', 'gtmOnSuccess']);
  expect(Object.keys(told[1]![1] as object)).toEqual([...keys, 'wait_for_update']);
  expect(Object.keys(told[2]![1] as object)).toEqual(keys);
  const given = [
    ...permissions.access_consent.consentTypes.map(({ consentType, read, write }) => (expect([read, write]).toEqual([false, true]), `consent ${consentType}`)),
    ...permissions.access_globals.keys.flatMap((entry) => (['read', 'write', 'execute'] as const).filter((how) => entry[how]).map((how) => `${how} ${entry.key}`)),
    ...permissions.write_data_layer.keyPatterns.map((key) => `data layer ${key}`),
  ];
  expect([...used].sort()).toEqual(given.sort());
});

/** Tag Manager's own words for tests: https://developers.google.com/tag-platform/tag-manager/templates/tests */
for (const { name, code: steps } of scenarios) {
  test(`the template’s own test: ${name}`, () => {
    const mocks = new Map<string, unknown>();
    const calls: Call[] = [];
    const apis = (name: string) => (...values: unknown[]) => {
      calls.push([name, ...values]);
      const mock = mocks.get(name);
      if (typeof mock == 'function') return mock(...values);
      return mocks.has(name) || name !== 'makeInteger' ? mock : Math.trunc(Number(values[0]));
    };
    const helpers = {
      mock: (name: string, value: unknown) => void mocks.set(name, value),
      runCode: (data: object) =>
        new Function('require', 'data', `'use strict';\n${code}`)(apis, { ...data, gtmOnSuccess: apis('gtmOnSuccess'), gtmOnFailure: apis('gtmOnFailure') }),
      assertApi: (name: string) => {
        const own = () => calls.filter(([api]) => api === name).map(([, ...values]) => values);
        return {
          wasCalled: () => assert(own().length > 0, `${name} was not called`),
          wasNotCalled: () => assert.deepEqual(own(), []),
          wasCalledWith: (...values: unknown[]) => assert(own().some((call) => JSON.stringify(call) === JSON.stringify(values)), `${name}: ${JSON.stringify(own())}`),
        };
      },
      assertThat: (found: unknown) => ({ isEqualTo: (value: unknown) => assert.deepEqual(found, value) }),
    };
    new Function(...Object.keys(helpers), `${setup}\n${steps}`)(...Object.values(helpers));
  });
}

test('the template has six tests of its own', () => {
  expect(scenarios).toHaveLength(6);
});
