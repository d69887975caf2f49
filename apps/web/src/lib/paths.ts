const part = encodeURIComponent;

/** Every address of the pages, made in one place. */
export const paths = {
  workbench: '/',
  signIn: '/signin',
  plans: '/plans',
  plan: (plan: string) => `/plans/${part(plan)}`,
  review: (plan: string, item?: string) => `/plans/${part(plan)}/review${item ? `?item=${part(item)}` : ''}`,
  compare: (plan: string, other: string) => `/plans/${part(plan)}/compare/${part(other)}`,
  targets: '/targets',
  target: (id: string) => `/targets/${part(id)}`,
  projector: '/targets/projector',
  registries: '/registries',
  registry: (registry: string) => `/registries/${part(registry)}`,
  create: (registry: string) => `/registries/${part(registry)}/new`,
  importing: (registry: string) => `/registries/${part(registry)}/import`,
  importBatch: (registry: string, batch: string) => `/registries/${part(registry)}/import/${part(batch)}`,
  record: (registry: string, id: string) => `/registries/${part(registry)}/${part(id)}`,
  action: (registry: string, id: string, name: string) =>
    `/registries/${part(registry)}/${part(id)}?act=${part(name)}`,
  air: '/monitoring/air',
  airSite: (site: number) => `/monitoring/air/${site}`,
  water: '/monitoring/water',
  section: (site: number) => `/monitoring/water/${site}`,
  sources: '/monitoring/sources',
  outlet: (site: number) => `/monitoring/sources/${site}`,
  noise: '/monitoring/noise',
  dataReview: '/monitoring/review',
  gateway: '/monitoring/gateway',
  gatewayNew: '/monitoring/gateway/new',
  gatewayLog: '/monitoring/gateway/log',
  gatewayStation: (station: number) => `/monitoring/gateway/${station}/edit`,
  alerts: '/monitoring/alerts',
  alert: (id: string) => `/monitoring/alerts/${part(id)}`,
  measurements: '/monitoring/import',
  entry: '/monitoring/entry',
  push: '/monitoring/push',
  sites: '/monitoring/sites',
  site: (site: number) => `/monitoring/sites/${site}`,
  siteNew: '/monitoring/sites/new',
  siteImport: '/monitoring/sites/import',
  siteEdit: (site: number) => `/monitoring/sites/${site}/edit`,
  mapBase: '/monitoring/sites/map',
  warnings: '/monitoring/warnings',
  orgs: '/admin/orgs',
  users: '/admin/users',
  audit: '/admin/audit',
  account: '/account',
  notifications: '/notifications',
};

/** Puts a query behind a path; empty values are left out and commas stay readable. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `${path}?${text}` : path;
}

/** Where to go after signing in: a path of our own, never another site. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : paths.workbench;
}
