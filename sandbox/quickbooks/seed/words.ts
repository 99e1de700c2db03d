// Words the sample company is made of. All of it fits Latin-1, as US companies require.

export const givenNames = (
  'Renée Åsa Maria James Olivia Jürgen Chloé Noah Emma Liam Sofía Ethan Zoë Lucas Hannah Björn Amelia Oscar Isabel Theo ' +
  'Grace Mateo Ingrid Samuel Nora Félix Alice Hugo Clara Victor Ruth Adam Julia Simon Esther Owen Leah Martin Eva Tom'
).split(' ');

export const familyNames = (
  "Lefèvre Öberg O'Neill Smith García Müller Johnson D'Angelo Brown Núñez Jensen Miller Davis Wilson Moore Taylor Anderson " +
  'Thomas Jackson White Harris Martin Thompson Robinson Clark Lewis Lee Walker Hall Allen Young King Wright Scott Green ' +
  'Baker Adams Nelson Carter Mitchell Perez Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart'
).split(' ');

export const companyStems = (
  'Bayshore Redwood Pacific Sierra Harbor Cedar Granite Golden Mission Alder Summit Willow Canyon Coral Juniper Lakeside ' +
  'Maple Northgate Orchard Pioneer Quarry Ridgeline Sunset Timber Upland Valley Westbrook Aspen Birch Copper'
).split(' ');

export const companyKinds = [
  'Landscaping',
  'Builders',
  '& Sons',
  'Property Management',
  'Dental Group',
  'Hospitality LLC',
  'Design Studio',
  'Foods Inc.',
  'Consulting',
  'Veterinary Clinic',
  'School District',
  'Homeowners Association',
];

export const streets = [
  'Finch St.',
  'Main St.',
  'Oak Ave.',
  'El Camino Real',
  'Sierra Way',
  'Harbor Blvd.',
  'Third St.',
];

export const trades = (
  'Gardening Installation Lighting Maintenance Pruning Irrigation Paving Fencing Drainage Mulching Seeding Weeding ' +
  'Stonework Composting Mowing Aeration Grading Surveying'
).split(' ');

export const grades = ['Basic', 'Standard', 'Premium', 'Seasonal', 'Emergency'];

export const longDescription =
  'Monthly care of lawns, beds and irrigation: mowing and edging, seasonal pruning, weeding, inspection of every ' +
  'sprinkler zone, replacement of broken heads, adjustment of the timer, and removal of all clippings. ';

/** ASCII, lower case, for addresses and domains. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]+/g, ' ')
    .replace(/ (?=[a-z])/g, '')
    .trim()
    .toLowerCase()
    .replace(/ +/g, '-');
}
