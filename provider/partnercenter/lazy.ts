/* eslint-disable @typescript-eslint/no-require-imports --
   A process is started for every pulumi operation: what takes long to load is loaded when it is first needed. */

/** axios, loaded with the first request. */
export const loadAxios = () => require("axios") as typeof import("axios");

/** MSAL, loaded when the first token is needed. */
export const loadMsal = () => require("@azure/msal-node") as typeof import("@azure/msal-node");
