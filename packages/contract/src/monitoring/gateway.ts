/** Routes of gateway. */
export const gatewayRoutes = {} as const;
