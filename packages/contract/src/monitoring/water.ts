/** Routes of water. */
export const waterRoutes = {} as const;
