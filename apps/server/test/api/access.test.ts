import { type Route, type RouteName, routes } from '@huanzhi/contract';
import type { RoleCode } from '@huanzhi/registry';
import { beforeAll, describe, expect, it } from 'vitest';
import { routeAccess } from '../../src/api/route-access.ts';
import { makeWorld, type Person, type World } from './world.ts';

const names = Object.keys(routes) as RouteName[];
const urlOf = (route: Route) => route.path.replaceAll(/:[a-zA-Z]+/g, '0190a3f0-0000-7000-8000-000000000000');

/** Routes that a push key opens, and no session. */
const pushed: RouteName[] = [
  'pushDatastreams',
  'pushDatastream',
  'pushedObservation',
  'pushObservation',
  'pushLinkedObservation',
  'pushObservations',
];

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

describe('without a session', () => {
  it.each(names)('%s answers 401 unless it is open', async (name) => {
    const route: Route = routes[name];
    const response = await world.app.inject({
      method: route.method,
      url: urlOf(route),
      headers: { 'x-huanzhi': '1' },
    });
    if (route.access === 'none') expect(response.json().code).not.toBe('not-signed-in');
    else if (route.access === 'push-key')
      expect([response.statusCode, response.json().code]).toEqual([401, 'push-key-wrong']);
    else expect([response.statusCode, response.json().code]).toEqual([401, 'not-signed-in']);
  });

  it('an open route in the server is open in the contract, and the other way round', () => {
    const open = names.filter((name) => routeAccess[name] === 'none');
    expect(open).toEqual(names.filter((name) => (routes[name] as Route).access === 'none'));
    expect(open.sort()).toEqual(['health', 'login']);
  });

  it('a route for keys of other systems takes nothing else, in the server and in the contract', () => {
    const keyed = names.filter((name) => routeAccess[name] === 'push-key');
    expect(keyed).toEqual(names.filter((name) => (routes[name] as Route).access === 'push-key'));
    expect(keyed).toEqual(pushed);
    expect(keyed.every((name) => (routes[name] as Route).path.startsWith('/api/push/'))).toBe(true);
  });
});

const planReaders = 'TOWN DEPT DEPT-L OFF SEC LGL DIR ENF ENF-L MON COORD DIST MUN';
const staff = `${planReaders} ENT ENT-R GRID EXP 3P`;
const everybody = `${staff} PUB SYSA SECA AUD`;

/** Enterprises too, but only for their own outlets: the object tests of each part see to that. */
const ownOutlets = `${planReaders} ENT ENT-R`;
const handlers = 'MON OFF SEC ENF ENF-L';

/** The whole permission matrix: who may call a route at all. Written by hand from workflows §16.2. */
const matrix: Record<RouteName, string> = {
  health: everybody,
  login: everybody,
  logout: everybody,
  me: everybody,
  changePassword: everybody,
  mySessions: everybody,
  revokeSession: everybody,
  orgs: everybody,
  saveOrg: 'SYSA',
  changeOrg: 'SYSA',
  users: 'SYSA SECA',
  addUser: 'SYSA',
  changeUser: 'SYSA SECA',
  resetPassword: 'SYSA',
  auditLog: 'AUD',
  auditVerify: 'AUD',
  workbench: staff,
  search: staff,
  notifications: staff,
  readNotifications: staff,
  registries: staff,
  records: staff,
  createRecord: staff,
  record: staff,
  editRecord: staff,
  transition: staff,
  history: staff,
  uploadEvidence: staff,
  evidenceFile: staff,
  exportRecords: staff,
  importTemplate: staff,
  importUpload: staff,
  importBatch: staff,
  importMapping: staff,
  importCommit: staff,
  importWithdraw: staff,
  importRejected: staff,
  plans: planReaders,
  uploadPlans: 'COORD',
  retryPlan: 'COORD',
  plan: planReaders,
  planFile: planReaders,
  reviewItems: 'COORD',
  publishPlan: 'COORD',
  comparePlans: planReaders,
  exportPlan: 'COORD DIST',
  targets: planReaders,
  target: planReaders,
  changeTarget: 'COORD',
  addTargetValue: 'COORD DEPT DEPT-L MON',
  exportTargets: 'COORD DIST',
  sites: ownOutlets,
  site: ownOutlets,
  siteHours: ownOutlets,
  siteFigures: ownOutlets,
  sitePackets: ownOutlets,
  alerts: ownOutlets,
  exportAlerts: ownOutlets,
  alert: ownOutlets,
  alertFile: ownOutlets,
  addSite: 'MON',
  changeSite: 'MON',
  addSiteFactor: 'MON',
  endSiteFactor: 'MON',
  siteFactorChoices: 'MON',
  exportSites: ownOutlets,
  importSites: 'MON',
  siteChanges: planReaders,
  settingChanges: planReaders,
  addSiteLimit: 'MON',
  endSiteLimit: 'MON',
  rebuildSite: 'MON',
  saveMapBase: 'MON',
  saveSectionNote: 'MON',
  airNow: planReaders,
  airCalendar: planReaders,
  airDay: planReaders,
  airSite: planReaders,
  airYear: planReaders,
  airRanking: planReaders,
  airHeadroom: planReaders,
  exportAirCalendar: planReaders,
  exportAirRanking: planReaders,
  exportAirHours: planReaders,
  issueAirNote: 'MON OFF SEC COORD',
  saveWaterSettings: 'MON OFF SEC COORD',
  issueWaterWarning: 'MON OFF SEC COORD',
  issueWaterReport: 'MON OFF SEC COORD',
  uploadReportTemplate: 'MON OFF SEC COORD',
  mapBase: staff,
  waterYear: planReaders,
  exportWater: planReaders,
  waterSection: planReaders,
  waterSeries: planReaders,
  waterWarnings: planReaders,
  waterReport: planReaders,
  reportTemplates: planReaders,
  reportTemplateFile: planReaders,
  issuedReports: planReaders,
  issuedReport: planReaders,
  issuedReportFile: planReaders,
  acknowledgeAlert: `${handlers} ENT ENT-R`,
  explainAlert: `${handlers} ENT ENT-R`,
  uploadAlertFiles: `${handlers} ENT ENT-R`,
  falseAlarm: handlers,
  leadOfAlert: handlers,
  saveAlertRules: handlers,
  saveForecast: handlers,
  issueWarning: handlers,
  liftWarning: handlers,
  saveWarningSettings: handlers,
  alertRules: planReaders,
  warnings: planReaders,
  confirmMeasure: planReaders,
  gatewayStations: planReaders,
  exportGateway: planReaders,
  gatewayStation: 'MON',
  addStation: 'MON',
  changeStation: 'MON',
  replayStation: 'MON',
  requestStation: 'MON',
  gatewayPieces: 'MON',
  gatewayPiece: 'MON',
  gatewaySenders: 'MON',
  gatewayLog: 'MON',
  retention: planReaders,
  saveRetention: 'MON',
  reviewDay: 'MON',
  checkReviewDay: 'MON',
  reviewSeries: 'MON',
  previewVerdict: 'MON',
  judgeHours: 'MON',
  undoReviewStep: 'MON',
  lockReviewDay: 'MON',
  proposeChange: 'MON',
  decideProposal: 'MON',
  reviewRates: 'MON',
  exportReviewDay: 'MON',
  reviewHistory: ownOutlets,
  ownMarks: 'ENT ENT-R',
  addOwnMark: 'ENT ENT-R',
  removeOwnMark: 'ENT ENT-R',
  indicators: planReaders,
  bindTarget: 'COORD MON',
  targetProgress: planReaders,
  exportTargetProgress: 'COORD DIST',
  measurementImports: 'MON',
  uploadMeasurements: 'MON',
  measurementImport: 'MON',
  mapMeasurements: 'MON',
  commitMeasurements: 'MON',
  withdrawMeasurements: 'MON',
  rejectedMeasurements: 'MON',
  entrySheet: 'MON',
  previewEntry: 'MON',
  commitEntry: 'MON',
  pushKeys: 'MON',
  addPushKey: 'MON',
  revokePushKey: 'MON',
  pushDatastreams: '',
  pushDatastream: '',
  pushedObservation: '',
  pushObservation: '',
  pushLinkedObservation: '',
  pushObservations: '',
  sources: ownOutlets,
  source: ownOutlets,
  exportSources: ownOutlets,
  exportSource: ownOutlets,
  noise: planReaders,
  exportNoise: planReaders,
};

describe.each(everybody.split(' ') as RoleCode[])('role %s', (role) => {
  let person: Person;
  beforeAll(async () => {
    person = await world.as(role);
  });

  it.each(names.filter((name) => name !== 'login' && name !== 'logout'))('%s', async (name) => {
    const route: Route = routes[name];
    const url = urlOf(route);
    const response =
      route.method === 'GET' ? await person.get(url) : await person.send(route.method, url, {});
    if (pushed.includes(name)) {
      expect([response.statusCode, response.json().code]).toEqual([401, 'push-key-wrong']);
      return;
    }
    const refused = response.statusCode === 403 && response.json().code === 'forbidden';
    expect(refused).toBe(!matrix[name].split(' ').includes(role));
    expect(response.statusCode).not.toBe(401);
    expect(response.statusCode).toBeLessThan(500);
  });
});
