export * from './alerts/index.ts';
export * from './checks/index.ts';
export * from './files/index.ts';
export * from './hours/index.ts';
export * from './indicators/index.ts';
export * from './packet-hours/index.ts';
export * from './periods/index.ts';
export * from './units/index.ts';
