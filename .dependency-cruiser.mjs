/** Layers: packages ← programs ← apps; inside the server store ← services ← api, jobs, ingest, reports. */
const server = '^apps/server/src';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'packages-import-only-packages',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(programs|apps)/' },
    },
    {
      name: 'programs-import-only-packages',
      severity: 'error',
      from: { path: '^programs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'a-programme-knows-no-other',
      severity: 'error',
      from: { path: '^programs/([^/]+)/' },
      to: { path: '^programs/', pathNot: '^programs/$1/' },
    },
    {
      name: 'publishable-packages-stand-alone',
      severity: 'error',
      from: { path: '^packages/(standards|hj212)/src/' },
      to: { pathNot: '^packages/$1/src/' },
    },
    {
      name: 'packages-are-pure',
      comment: 'No sockets, files or processes in packages.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'registry-and-contract-know-no-reader',
      severity: 'error',
      from: { path: '^packages/(registry|contract)/' },
      to: { path: '^packages/(plan-reader|hj212)/' },
    },
    {
      name: 'registry-below-contract',
      severity: 'error',
      from: { path: '^packages/registry/' },
      to: { path: '^packages/contract/' },
    },
    {
      name: 'store-uses-nothing-above',
      severity: 'error',
      from: { path: `${server}/store/` },
      to: { path: `${server}/(?!store/)` },
    },
    {
      name: 'services-below-api',
      severity: 'error',
      from: { path: `${server}/services/` },
      to: { path: `${server}/(api|jobs|ingest|sample|main)` },
    },
    {
      name: 'only-the-store-speaks-sql',
      severity: 'error',
      from: { path: `${server}/(?!store/)` },
      to: { path: 'node_modules/(pg|pg-copy-streams)/' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps/(server|cli)|programs)/' },
    },
    {
      name: 'server-knows-no-face',
      severity: 'error',
      from: { path: '^apps/server/' },
      to: { path: '^apps/(web|cli)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['huanzhi-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
