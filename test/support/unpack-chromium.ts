// node test/support/unpack-chromium.ts ARCHIVE…: unpacks the browser's archives into the folder for temporary files, where
// the package puts them and nowhere else. A process of its own, because that folder is the environment's to name and Jest
// gives its tests a copy of the environment.

import { inflate } from '@sparticuz/chromium';

await Promise.all(process.argv.slice(2).map((archive) => inflate(archive)));
