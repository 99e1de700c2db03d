import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // One React, also when HubSpot's tools have installed another one inside hubspot-app.
  moduleNameMapper: {
    '^react(/.*)?$': '<rootDir>/node_modules/react$1',
    '^@hubspot/ui-extensions$': '<rootDir>/node_modules/@hubspot/ui-extensions',
    '^@hubspot/ui-extensions/crm$': '<rootDir>/node_modules/@hubspot/ui-extensions/dist/crm/index.js',
    '^@hubspot/ui-extensions/testing$': '<rootDir>/node_modules/@hubspot/ui-extensions/dist/testing/index.js',
  },
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  testSequencer: './test/support/slowest-first.mjs',
  // Most of a story is waiting, for paced calls, queues, leases and outages: more fit than there are cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Only for what hangs: nothing here says how fast a machine has to be.
  testTimeout: 180_000,
};
