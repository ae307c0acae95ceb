/** The clouds that Partner Center runs in ("Partner Center REST URLs"). */
export const ENVIRONMENTS = ["Global", "USGovernment", "China"] as const;

/** A national cloud; China is the one that 21Vianet operates. */
export type Environment = (typeof ENVIRONMENTS)[number];

/** Where a cloud's API and its login are. */
export interface Cloud {
  /** Base URL of the Partner Center API, without the version. */
  apiBaseUrl: string;
  /** Origin of the Microsoft Entra login. */
  authorityHost: string;
  /** The resource that a token must be issued for. */
  audience: string;
  /** The audience of an OIDC token that is shown in the place of a client secret. */
  tokenExchangeAudience: string;
}

const GLOBAL_API = "https://api.partnercenter.microsoft.com";
const CHINA_API = "https://partner.partnercenterapi.microsoftonline.cn";

/** Partner Center for US Government offers no special qualifications, say Microsoft's pages. Each can be overridden by a setting; for China the sources also name login.partner.microsoftonline.cn as authority. */
export const CLOUDS: Readonly<Record<Environment, Cloud>> = {
  Global: {
    apiBaseUrl: GLOBAL_API,
    authorityHost: "https://login.microsoftonline.com",
    audience: GLOBAL_API,
    tokenExchangeAudience: "api://AzureADTokenExchange",
  },
  USGovernment: {
    apiBaseUrl: GLOBAL_API,
    authorityHost: "https://login.microsoftonline.us",
    audience: GLOBAL_API,
    tokenExchangeAudience: "api://AzureADTokenExchangeUSGov",
  },
  China: {
    apiBaseUrl: CHINA_API,
    authorityHost: "https://login.chinacloudapi.cn",
    audience: CHINA_API,
    tokenExchangeAudience: "api://AzureADTokenExchangeChina",
  },
};
