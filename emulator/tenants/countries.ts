/** The rules of a country, with the keys that were recorded and those that the REST specification adds. */
export interface CountryRules {
  iso2Code: string;
  defaultCulture: string;
  isStateRequired: boolean;
  supportedStatesList: readonly string[];
  supportedLanguagesList: readonly string[];
  supportedCulturesList: readonly string[];
  isPostalCodeRequired: boolean;
  postalCodeRegex: string;
  isCityRequired: boolean;
  isVatIdSupported: boolean;
  phoneNumberRegex: string;
  isTaxIdSupported: boolean;
  isTaxIdOptional: boolean;
  countryCallingCodesList: readonly string[];
  customerOrganizationRegistrationNumberRegex?: string;
  customerOrganizationRegistrationNumberSample?: string;
  customerOrganizationRegistrationNumberRequired: boolean;
  customerOrganizationPhoneNumberRequired: boolean;
}

/**
 * Where `organizationRegistrationNumber` and the phone number are needed ("Create a customer", Company profile, and
 * the error codes 600049 and 600051).
 */
const WITH_REGISTRATION_NUMBER: readonly string[] =
  "AM AZ BY HU KZ KG MD RU TJ UZ UA BR IN ZA PL AE SA TR TH VN MM IQ SS VE".split(" ");

/** The format that the page of the error codes gives as its example, for whom nothing else is known. */
const EXAMPLE_REGISTRATION_NUMBER = { regex: "^(\\d{7}|\\d{10})$", sample: "1234567890" };

type Known = Partial<CountryRules> & { registrationNumber?: typeof EXAMPLE_REGISTRATION_NUMBER };

/**
 * What the pages show of the United States. Of the others only the keys and who needs a registration number are
 * published: states, patterns and languages here are what the country itself uses.
 */
const KNOWN: Readonly<Record<string, Known>> = {
  US: {
    isStateRequired: true,
    supportedStatesList: (
      "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV " +
      "NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
    ).split(" "),
    supportedLanguagesList: ["en", "es"],
    supportedCulturesList: ["en-US", "es-US"],
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{5}(-\\d{4})?$",
    phoneNumberRegex: "^(1[\\-\\/\\.]?)?(\\((\\d{3})\\)|(\\d{3}))[\\-\\/\\.]?(\\d{3})[\\-\\/\\.]?(\\d{4})$",
    isTaxIdSupported: true,
    isTaxIdOptional: true,
    countryCallingCodesList: ["1"],
  },
  CA: {
    isStateRequired: true,
    supportedStatesList: "AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" "),
    supportedLanguagesList: ["en", "fr"],
    supportedCulturesList: ["en-CA", "fr-CA"],
    isPostalCodeRequired: true,
    postalCodeRegex: "^[A-Za-z]\\d[A-Za-z][ -]?\\d[A-Za-z]\\d$",
    countryCallingCodesList: ["1"],
  },
  SE: {
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{3} ?\\d{2}$",
    supportedLanguagesList: ["sv", "en"],
    supportedCulturesList: ["sv-SE"],
    isVatIdSupported: true,
    countryCallingCodesList: ["46"],
  },
  GB: {
    isPostalCodeRequired: true,
    postalCodeRegex: "^[A-Za-z]{1,2}\\d[A-Za-z\\d]? ?\\d[A-Za-z]{2}$",
    isVatIdSupported: true,
    countryCallingCodesList: ["44"],
  },
  DE: {
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{5}$",
    isVatIdSupported: true,
    countryCallingCodesList: ["49"],
  },
  BR: {
    isStateRequired: true,
    supportedStatesList:
      "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" "),
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{5}-?\\d{3}$",
    countryCallingCodesList: ["55"],
    registrationNumber: {
      regex: "^(\\d{14}|\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2})$",
      sample: "12345678000195",
    },
  },
  IN: {
    supportedLanguagesList: ["en", "hi"],
    defaultCulture: "en-IN",
    supportedCulturesList: ["en-IN", "hi-IN"],
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{6}$",
    countryCallingCodesList: ["91"],
    registrationNumber: { regex: "^[A-Z]{5}\\d{4}[A-Z]$", sample: "ABCDE1234F" },
  },
  PL: {
    isPostalCodeRequired: true,
    postalCodeRegex: "^\\d{2}-\\d{3}$",
    isVatIdSupported: true,
    countryCallingCodesList: ["48"],
    registrationNumber: { regex: "^\\d{10}$", sample: "1234563218" },
  },
};

/** Codes of ISO 3166; UK is none: Great Britain's is GB. */
const COUNTRIES: ReadonlySet<string> = new Set(
  (
    "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY " +
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM " +
    "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IS " +
    "IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML " +
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TC TD TF TG " +
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
  ).split(" "),
);

/** Undefined for what is no country. */
export function countryRules(country: string): CountryRules | undefined {
  const iso2Code = country.toUpperCase();
  if (!COUNTRIES.has(iso2Code)) return undefined;
  const { registrationNumber, ...known } = KNOWN[iso2Code] ?? {};
  const language = new Intl.Locale(`und-${iso2Code}`).maximize().language;
  const culture = known.defaultCulture ?? `${language === "und" ? "en" : language}-${iso2Code}`;
  const needsNumber = WITH_REGISTRATION_NUMBER.includes(iso2Code);
  const { regex, sample } = registrationNumber ?? EXAMPLE_REGISTRATION_NUMBER;
  return {
    iso2Code,
    defaultCulture: culture,
    isStateRequired: false,
    supportedStatesList: [],
    supportedLanguagesList: [culture.split("-")[0] ?? "en"],
    supportedCulturesList: [culture],
    isPostalCodeRequired: false,
    postalCodeRegex: "",
    isCityRequired: true,
    isVatIdSupported: false,
    phoneNumberRegex: "^[\\d\\-\\+\\(\\)\\/\\. ]{4,20}$",
    isTaxIdSupported: false,
    isTaxIdOptional: false,
    countryCallingCodesList: [],
    ...known,
    ...(needsNumber && {
      customerOrganizationRegistrationNumberRegex: regex,
      customerOrganizationRegistrationNumberSample: sample,
    }),
    customerOrganizationRegistrationNumberRequired: needsNumber,
    customerOrganizationPhoneNumberRequired: needsNumber,
  };
}
