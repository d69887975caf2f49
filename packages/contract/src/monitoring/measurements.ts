/** Routes of measurements. */
export const measurementsRoutes = {} as const;
