import type { Permission } from '../../services/access.ts';

/**
 * `none`: no session needed; `push-key`: the key of another system, and no session counts; `session`: anybody signed in;
 * a list: one of these permissions.
 */
export type RouteAccess = 'none' | 'push-key' | 'session' | readonly Permission[];
