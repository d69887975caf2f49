import { airPages } from './air/routes.ts';
import { alertsPages } from './alerts/routes.ts';
import { entryPages } from './entry/routes.ts';
import { gatewayPages } from './gateway/routes.ts';
import { indicatorsPages } from './indicators/routes.ts';
import { measurementsPages } from './measurements/routes.ts';
import type { PageRoute } from './page-route.ts';
import { pushPages } from './push/routes.ts';
import { reviewPages } from './review/routes.ts';
import { sitesPages } from './sites/routes.ts';
import { sourcesPages } from './sources/routes.ts';
import { waterPages } from './water/routes.ts';

/** Every page of 监测. */
export const monitoringPages: PageRoute[] = [
  ...airPages,
  ...waterPages,
  ...sourcesPages,
  ...reviewPages,
  ...gatewayPages,
  ...alertsPages,
  ...measurementsPages,
  ...entryPages,
  ...pushPages,
  ...sitesPages,
  ...indicatorsPages,
];
