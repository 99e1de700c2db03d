// Countries and states as people write them, brought to codes for comparison.

const aliases: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  gbr: 'GB',
  can: 'CA',
  aus: 'AU',
  deu: 'DE',
  fra: 'FR',
  mex: 'MX',
  ind: 'IN',
  irl: 'IE',
  nzl: 'NZ',
  esp: 'ES',
  ita: 'IT',
  nld: 'NL',
};

const states: Readonly<Record<string, string>> = {
  alabama: 'AL',
  alaska: 'AK',
  arizona: 'AZ',
  arkansas: 'AR',
  california: 'CA',
  colorado: 'CO',
  connecticut: 'CT',
  delaware: 'DE',
  'district of columbia': 'DC',
  florida: 'FL',
  georgia: 'GA',
  hawaii: 'HI',
  idaho: 'ID',
  illinois: 'IL',
  indiana: 'IN',
  iowa: 'IA',
  kansas: 'KS',
  kentucky: 'KY',
  louisiana: 'LA',
  maine: 'ME',
  maryland: 'MD',
  massachusetts: 'MA',
  michigan: 'MI',
  minnesota: 'MN',
  mississippi: 'MS',
  missouri: 'MO',
  montana: 'MT',
  nebraska: 'NE',
  nevada: 'NV',
  'new hampshire': 'NH',
  'new jersey': 'NJ',
  'new mexico': 'NM',
  'new york': 'NY',
  'north carolina': 'NC',
  'north dakota': 'ND',
  ohio: 'OH',
  oklahoma: 'OK',
  oregon: 'OR',
  pennsylvania: 'PA',
  'rhode island': 'RI',
  'south carolina': 'SC',
  'south dakota': 'SD',
  tennessee: 'TN',
  texas: 'TX',
  utah: 'UT',
  vermont: 'VT',
  virginia: 'VA',
  washington: 'WA',
  'west virginia': 'WV',
  wisconsin: 'WI',
  wyoming: 'WY',
  alberta: 'AB',
  'british columbia': 'BC',
  manitoba: 'MB',
  'new brunswick': 'NB',
  newfoundland: 'NL',
  'newfoundland and labrador': 'NL',
  'northwest territories': 'NT',
  'nova scotia': 'NS',
  nunavut: 'NU',
  ontario: 'ON',
  'prince edward island': 'PE',
  quebec: 'QC',
  québec: 'QC',
  saskatchewan: 'SK',
  yukon: 'YT',
  'puerto rico': 'PR',
};

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
let codesByName: ReadonlyMap<string, string> | null = null;

/** ISO 3166 alpha-2 code of a country as written, or the text in capitals when it is not known. */
export function countryCode(text: string): string {
  const written = text.trim().toLowerCase();
  return aliases[written] ?? countryNames().get(written) ?? text.trim().toUpperCase();
}

/** Two-letter code of a US state or Canadian province as written, or the text in capitals. */
export function stateCode(text: string): string {
  return states[text.trim().toLowerCase()] ?? text.trim().toUpperCase();
}

/** Withdrawn codes answer names of today's countries too (UK, DD, BU): the current code stands for all of them. */
const currentCode = (code: string): string => new Intl.Locale(`und-${code}`).region ?? code;

function countryNames(): ReadonlyMap<string, string> {
  if (codesByName) return codesByName;
  const names = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  for (const first of letters) {
    for (const second of letters) {
      const name = regionNames.of(first + second);
      if (name && name !== first + second) names.set(name.toLowerCase(), currentCode(first + second));
    }
  }
  codesByName = names;
  return names;
}
